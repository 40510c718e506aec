import type { SentryEvent } from '@garrison/protocol';

import { type Component, branch, ignored, leaf } from './component.ts';
import { record, text } from './hostile.ts';

const SELF = "'self'";

/** A violation is its directive and what was blocked; of inline scripts and `eval`, which of the two. */
export function cspComponent(event: SentryEvent): Component | undefined {
  const report = record(event.csp);
  if (report === undefined) return undefined;
  const directive = text(report['effective_directive']) ?? text(report['violated_directive'])?.split(' ')[0];
  const uri = leaf('uri', blockedUri(text(report['blocked_uri']) ?? ''));
  const local = localViolation({ directive, uri: uri.values[0], violated: text(report['violated_directive']) });
  return branch('csp', [
    leaf('salt', directive),
    local === undefined
      ? leaf('violation', undefined, 'not a local script violation')
      : leaf('violation', `'${local}'`),
    local === undefined ? uri : ignored(uri, 'violation takes precedence'),
  ]);
}

function localViolation(report: {
  directive: string | undefined;
  uri: Component | string | undefined;
  violated: string | undefined;
}): string | undefined {
  if (report.directive?.startsWith('script-src') !== true || report.uri !== SELF) return undefined;
  return ['unsafe-inline', 'unsafe-eval'].find((word) => report.violated?.includes(`'${word}'`));
}

/** `'self'`, the host of a web address, or the bare scheme of anything else. */
function blockedUri(uri: string): string {
  if (uri === '' || uri === 'self' || uri === SELF) return SELF;
  const scheme = /^([a-z][a-z0-9+.-]{0,40})(?::|$)/i.exec(uri)?.[1]?.toLowerCase();
  if (scheme === undefined) return uri;
  if (scheme !== 'http' && scheme !== 'https') return `${scheme}://`;
  return /^https?:\/\/([^/?#]*)/i.exec(uri)?.[1] ?? '';
}

/** The three certificate reports: their kind and the host. */
export function certificateComponent(
  kind: 'hpkp' | 'expectct' | 'expectstaple',
  event: SentryEvent,
): Component | undefined {
  const report = record(event[kind]);
  if (report === undefined) return undefined;
  const { id, salt } = CERTIFICATE_REPORTS[kind];
  const host = leaf('hostname', text(report['hostname']));
  return { ...branch(id, [leaf('salt', salt), host]), contributes: host.contributes };
}

const CERTIFICATE_REPORTS = {
  hpkp: { id: 'hpkp', salt: 'hpkp' },
  expectct: { id: 'expect-ct', salt: 'expect-ct' },
  expectstaple: { id: 'expect-staple', salt: 'expect-staple' },
} as const;
