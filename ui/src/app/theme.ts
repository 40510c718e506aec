import { createTheme, type CSSVariablesResolver } from '@mantine/core';
import { CATEGORICAL, type Scheme, type SchemeTokens, TINT, TOKENS, tokenVariable } from './tokens.ts';

/** Mantine's own scales, in our tokens: what a component takes from them (inputs, borders, disabled) fits the rest. */
function neutral(scheme: Scheme): [string, string, string, string, string, string, string, string, string, string] {
  const { text, muted, faint, edge, line, pressed, raised, panel, canvas } = TOKENS[scheme];
  return scheme === 'dark'
    ? [text, muted, faint, edge, edge, pressed, panel, canvas, raised, canvas]
    : [raised, raised, pressed, line, edge, faint, muted, muted, text, text];
}

const shades = (hex: string) => [hex, hex, hex, hex, hex, hex, hex, hex, hex, hex] as const;

const closeButtonProps = { 'aria-label': 'Close' };

export const theme = createTheme({
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { sm: '4px', md: '6px', lg: '8px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  colors: {
    dark: neutral('dark'),
    gray: neutral('light'),
    accent: shades(TOKENS.light.accent),
    danger: shades(TOKENS.light.error),
  },
  primaryColor: 'accent',
  // By name and not with the components' `extend`, which would bring the code of each into the first page.
  components: {
    ActionIcon: { defaultProps: { size: 28, variant: 'subtle', color: 'gray' } },
    Button: { defaultProps: { size: 'xs', variant: 'default' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    // The placeholder is a focusable child of role=menu that is no item, which ARIA forbids.
    Menu: {
      defaultProps: { withinPortal: true, shadow: 'md', position: 'bottom-end', withInitialFocusPlaceholder: false },
    },
    Popover: { defaultProps: { withinPortal: true, shadow: 'md' } },
    // Locking the scroll writes a style element without our nonce, which the CSP refuses.
    Modal: { defaultProps: { radius: 'lg', centered: true, lockScroll: false, closeButtonProps } },
    Drawer: { defaultProps: { lockScroll: false, closeButtonProps } },
  },
});

function variables(scheme: Scheme): Record<string, string> {
  const tokens = TOKENS[scheme];
  const own = Object.fromEntries(
    (Object.keys(tokens) as (keyof SchemeTokens)[]).map((token) => [tokenVariable(token), tokens[token]]),
  );
  const series = CATEGORICAL[scheme].map((colour, i) => [`--g-series-${i}`, colour]);
  return {
    ...own,
    ...Object.fromEntries(series),
    '--g-tint': `${TINT[scheme] * 100}%`,
    '--mantine-color-body': tokens.canvas,
    '--mantine-color-text': tokens.text,
    '--mantine-color-dimmed': tokens.muted,
    '--mantine-color-placeholder': tokens.faint,
    '--mantine-color-error': tokens.error,
    '--mantine-color-anchor': tokens.link,
    '--mantine-color-default': tokens.panel,
    '--mantine-color-default-hover': tokens.raised,
    '--mantine-color-default-color': tokens.text,
    '--mantine-color-default-border': tokens.edge,
    '--mantine-color-accent-filled': tokens.accent,
    '--mantine-color-accent-filled-hover': tokens.accentHover,
    '--mantine-color-accent-light-color': tokens.link,
    '--mantine-color-accent-light-hover': tokens.raised,
    '--mantine-color-accent-text': tokens.link,
    '--mantine-primary-color-light-color': tokens.link,
    // What a menu writes in this colour; a filled button keeps its own.
    '--mantine-color-danger-6': tokens.error,
    '--mantine-color-danger-light-color': tokens.error,
    '--mantine-color-danger-light-hover': tokens.raised,
    '--mantine-color-danger-text': tokens.error,
    '--mantine-primary-color-filled': tokens.accent,
    '--mantine-primary-color-filled-hover': tokens.accentHover,
    '--mantine-color-disabled': tokens.pressed,
    '--mantine-color-disabled-color': tokens.faint,
    '--mantine-color-disabled-border': tokens.line,
    '--mantine-color-gray-light-color': tokens.muted,
    '--mantine-color-gray-light-hover': tokens.raised,
    '--mantine-color-gray-text': tokens.muted,
  };
}

/** Styling reads these variables and never asks for the scheme: a component that does flashes on the first paint. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  dark: variables('dark'),
  light: variables('light'),
});
