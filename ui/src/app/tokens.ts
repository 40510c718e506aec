/**
 * Every colour of the app. Contrast against canvas, panel and raised is recomputed by `tokens.test.ts`:
 * text at least 4.5, control edges, icons and chart marks at least 3.
 */
export interface SchemeTokens {
  readonly canvas: string;
  readonly panel: string;
  readonly raised: string;
  readonly pressed: string;
  readonly text: string;
  readonly muted: string;
  readonly faint: string;
  readonly line: string;
  readonly edge: string;
  readonly link: string;
  readonly accent: string;
  readonly accentHover: string;
  readonly fatal: string;
  readonly error: string;
  readonly warning: string;
  readonly info: string;
  readonly debug: string;
  readonly good: string;
  readonly codeComment: string;
  readonly codeKeyword: string;
  readonly codeString: string;
  readonly codeNumber: string;
  readonly codeFunction: string;
  readonly codeType: string;
}

export type Scheme = 'dark' | 'light';

export const TOKENS: Readonly<Record<Scheme, SchemeTokens>> = {
  dark: {
    canvas: '#0f1115',
    panel: '#16191f',
    raised: '#1d2129',
    pressed: '#262b35',
    text: '#e6e9ef',
    muted: '#a3acba',
    faint: '#8a94a3',
    line: '#2d333e',
    edge: '#6b7587',
    link: '#8ab4ff',
    accent: '#4a66ee',
    accentHover: '#3f5ae0',
    fatal: '#f3a6e4',
    error: '#f5766c',
    warning: '#cfa524',
    info: '#6aa3fa',
    debug: '#98a0ad',
    good: '#7fdcb6',
    codeComment: '#8a94a3',
    codeKeyword: '#c4a7ff',
    codeString: '#8fd6a8',
    codeNumber: '#f2b07b',
    codeFunction: '#8ab4ff',
    codeType: '#7fd4e0',
  },
  light: {
    canvas: '#f7f8fa',
    panel: '#ffffff',
    raised: '#f0f2f5',
    pressed: '#e6e9ee',
    text: '#16191f',
    muted: '#4e5866',
    faint: '#5f6978',
    line: '#d9dde4',
    edge: '#7d8797',
    link: '#2450c8',
    accent: '#3353d8',
    accentHover: '#2a47bd',
    fatal: '#5b2a86',
    error: '#9f1a16',
    warning: '#8a6200',
    info: '#0c5ccf',
    debug: '#606978',
    good: '#0a7556',
    codeComment: '#5f6978',
    codeKeyword: '#6b34b8',
    codeString: '#1a6b3f',
    codeNumber: '#8f4a00',
    codeFunction: '#2450c8',
    codeType: '#0b6577',
  },
};

/** Categorical colours in this order; the eighth is also “Other”. Charts sit on canvas and panel only. */
export const CATEGORICAL: Readonly<Record<Scheme, readonly string[]>> = {
  dark: ['#809bf9', '#b35713', '#dfd65f', '#f493aa', '#80e1fe', '#9548cc', '#37906e', '#6d7487'],
  light: ['#455ee1', '#733d00', '#9a8a21', '#cd617e', '#3696b7', '#5f377f', '#177858', '#494d53'],
};

/** Share of a colour laid over the panel behind a badge of that colour. */
export const TINT: Readonly<Record<Scheme, number>> = { dark: 0.16, light: 0.1 };

export const CODE_TOKENS = [
  'codeComment',
  'codeKeyword',
  'codeString',
  'codeNumber',
  'codeFunction',
  'codeType',
] as const;
export const TEXT_TOKENS = [
  'text',
  'muted',
  'faint',
  'link',
  'fatal',
  'error',
  'warning',
  'info',
  'debug',
  'good',
] as const;

/** `codeKeyword` → `--g-code-keyword`. */
export function tokenVariable(token: keyof SchemeTokens): string {
  return `--g-${token.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
