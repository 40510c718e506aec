import type { SentryEvent } from '@garrison/protocol';
import { crashFrame } from './crash-frame.ts';
import { clip } from './title.ts';

const CULPRIT_MAX = 200;

/** The transaction, else the place of the crash ("function(module)" in JavaScript, "module in function" elsewhere), else what the client calls it. */
export function culpritOf(event: SentryEvent, exceptionId?: number): string {
  return clip(event.transaction || placeOf(event, exceptionId) || (event.culprit ?? ''), CULPRIT_MAX);
}

function placeOf(event: SentryEvent, exceptionId: number | undefined): string {
  const directive = event.csp?.['effective_directive'];
  if (typeof directive === 'string') return directive;
  const frame = crashFrame(event, exceptionId);
  const place = frame?.module || frame?.filename;
  if (frame === undefined || place === undefined || place === '') return frame?.function ?? '';
  const platform = frame.platform || event.platform;
  const fn = frame.function || '?';
  return platform === 'javascript' || platform === 'node' ? `${fn}(${place})` : `${place} in ${fn}`;
}
