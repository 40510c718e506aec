export const FAMILIES = ['native', 'javascript', 'other'] as const;
export type Family = (typeof FAMILIES)[number];

const FAMILY_OF: Readonly<Record<string, Family>> = {
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
  return Object.hasOwn(FAMILY_OF, platform) ? (FAMILY_OF[platform] ?? 'other') : 'other';
}
