import type { Issue } from '../data/shapes.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The type stands first and is never cut; the message follows. */
export function issueName({ metadata, title }: Pick<Issue, 'metadata' | 'title'>): {
  type: string;
  message: string;
} {
  const type = text(metadata['type']);
  const value = text(metadata['value']);
  if (type !== '') return { type, message: value };
  return { type: text(metadata['title']) || title, message: '' };
}
