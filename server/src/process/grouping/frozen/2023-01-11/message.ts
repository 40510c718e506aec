import { type Component, leaf } from './component.ts';
import { parameterize } from './parameterize/parameterize.ts';

/** Where a line ends for Python's `splitlines`. */
const LINE_ENDS = new Set('\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029');

/** The first two lines that are not blank, `...` when anything was cut, event-specific values replaced by their kind. */
export function normalizeMessage(message: string): string {
  return parameterize(firstLines(message));
}

function firstLines(message: string): string {
  const lines: string[] = [];
  let start = 0;
  for (let at = 0; at <= message.length && lines.length < 2; at++) {
    if (at < message.length && !LINE_ENDS.has(message.charAt(at))) continue;
    const line = message.slice(start, at);
    if (line.trim() !== '') lines.push(line);
    start = at + 1;
  }
  const kept = lines.join('\n');
  return kept === message ? message : `${kept}...`;
}

export function messageComponent(id: string, message: string | undefined): Component {
  if (message === undefined) return leaf(id, undefined);
  const normalized = normalizeMessage(message);
  return leaf(id, normalized, normalized === message ? null : 'stripped event-specific values');
}
