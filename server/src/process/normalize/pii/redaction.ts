import { createHmac } from 'node:crypto';
import { FILTERED } from '@garrison/policy';

export const METHODS = ['remove', 'replace', 'mask', 'hash'] as const;
export type Method = (typeof METHODS)[number];

/** What becomes of a text, or of a part of it, that a rule found. */
export interface Redaction {
  readonly method: Method;
  /** Of `replace`. */
  readonly text: string;
}

/** As Sentry writes it in `_meta`: removed, substituted, masked, pseudonymised. */
export const MARKS: Readonly<Record<Method, string>> = { remove: 'x', replace: 's', mask: 'm', hash: 'p' };

export const FILTER: Redaction = { method: 'replace', text: FILTERED };
export const REMOVE: Redaction = { method: 'remove', text: '' };

export function redact({ method, text }: Redaction, secret: string): string {
  switch (method) {
    case 'remove':
      return '';
    case 'replace':
      return text;
    case 'mask':
      return '*'.repeat(secret.length);
    case 'hash':
      return createHmac('sha1', '').update(secret).digest('hex').toUpperCase();
  }
}
