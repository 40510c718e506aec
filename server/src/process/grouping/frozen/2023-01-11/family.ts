export type Family = 'native' | 'javascript' | 'other';

const FAMILIES: Readonly<Record<string, Family>> = {
  objc: 'native',
  cocoa: 'native',
  swift: 'native',
  native: 'native',
  c: 'native',
  javascript: 'javascript',
  node: 'javascript',
};

/** Platforms that behave alike share a family. */
export function familyOf(platform: string): Family {
  return Object.hasOwn(FAMILIES, platform) ? (FAMILIES[platform] ?? 'other') : 'other';
}
