import { describe, expect, it } from 'vitest';
import { CATEGORICAL, CODE_TOKENS, type Scheme, TEXT_TOKENS, TINT, TOKENS } from './tokens.ts';

type Rgb = readonly [number, number, number];

function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** Relative luminance and ratio of WCAG 2. */
function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: Rgb, b: Rgb): number {
  const [high, low] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function over(colour: Rgb, share: number, ground: Rgb): Rgb {
  return colour.map((part, i) => part * share + (ground[i] ?? 0) * (1 - share)) as unknown as Rgb;
}

const SURFACES = ['canvas', 'panel', 'raised'] as const;
const LEVELS = ['fatal', 'error', 'warning', 'info', 'debug', 'good'] as const;

describe.each<Scheme>(['dark', 'light'])('%s tokens', (scheme) => {
  const tokens = TOKENS[scheme];

  it.each(TEXT_TOKENS)('%s reads on every surface', (token) => {
    for (const surface of SURFACES) {
      expect(contrast(rgb(tokens[token]), rgb(tokens[surface]))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(LEVELS)('%s reads on its own tint', (level) => {
    const tint = over(rgb(tokens[level]), TINT[scheme], rgb(tokens.panel));
    expect(contrast(rgb(tokens[level]), tint)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(CODE_TOKENS)('%s reads on raised', (token) => {
    expect(contrast(rgb(tokens[token]), rgb(tokens.raised))).toBeGreaterThanOrEqual(4.5);
  });

  it('shows the edge of a control', () => {
    for (const surface of SURFACES) {
      expect(contrast(rgb(tokens.edge), rgb(tokens[surface]))).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(['accent', 'accentHover'] as const)('carries white text on %s', (token) => {
    expect(contrast([255, 255, 255], rgb(tokens[token]))).toBeGreaterThanOrEqual(4.5);
  });

  it('shows every chart colour on canvas and panel', () => {
    for (const colour of CATEGORICAL[scheme]) {
      expect(contrast(rgb(colour), rgb(tokens.canvas))).toBeGreaterThanOrEqual(3);
      expect(contrast(rgb(colour), rgb(tokens.panel))).toBeGreaterThanOrEqual(3);
    }
  });
});
