import { describe, expect, test } from 'vitest';
import { culpritOf } from '../culprit.ts';
import { titleOf } from '../title.ts';
import { normalize } from './normalize-fixtures.ts';

/** What every event has, or says of itself. */
const SETTLED = 'event_id timestamp received platform level type tags errors _meta'.split(' ');

function omit(event: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(event).filter(([name]) => !names.includes(name)));
}

describe('empty is absent', () => {
  test.each<[string, object, object]>([
    [
      'exception',
      { exception: [{ type: '', value: ' ', module: '', mechanism: { type: 'x' } }] },
      { exception: { values: [{ mechanism: { type: 'x' } }] } },
    ],
    [
      'frame',
      {
        exception: [
          {
            type: 'E',
            stacktrace: [
              { function: '', module: ' ', filename: '', abs_path: '', lineno: '', in_app: '', context_line: '' },
            ],
          },
        ],
      },
      { exception: { values: [{ type: 'E', stacktrace: { frames: [{}] } }] } },
    ],
    ['user', { user: { id: '', email: '', username: 'jo' } }, { user: { username: 'jo' } }],
    ['names', { release: '', environment: ' ', transaction: '', server_name: '', dist: '', logger: '' }, {}],
    ['log entry', { logentry: { message: 'a', formatted: '' } }, { logentry: { formatted: 'a' } }],
    ['message', { message: ' ' }, {}],
    [
      'breadcrumb',
      { breadcrumbs: [{ message: '', category: '', type: '', timestamp: '', level: '' }] },
      { breadcrumbs: { values: [{}] } },
    ],
    ['trace', { contexts: { trace: { trace_id: '', parent_span_id: '' } } }, { contexts: { trace: {} } }],
    ['ids', { event_id: '', checksum: '', threads: [{ id: '', name: '' }] }, { threads: { values: [{}] } }],
    [
      'lists',
      { fingerprint: ['', 'a'], sdk: { name: '', integrations: [''] } },
      { fingerprint: ['a'], sdk: { integrations: [] } },
    ],
    ['an exception without anything', { exception: { type: '', value: '' } }, {}],
  ])('%s', (_name, payload, expected) => {
    const event = normalize(payload);
    const rest = omit(event, SETTLED);
    expect(rest).toEqual(expected);
    expect(event.event_id).toMatch(/^[0-9a-f]{32}$/);
  });

  test('but not in what the service attached, nor among the lines around an error', () => {
    const frame = { lineno: 3, pre_context: ['a', ''], context_line: 'b', post_context: ['', 'c'] };
    const event = normalize({ extra: { a: '' }, exception: [{ type: 'E', stacktrace: [frame] }] });
    expect(event.extra).toEqual({ a: '' });
    expect(event.exception?.values[0]?.stacktrace?.frames).toEqual([frame]);
  });

  test('an event whose only words are empty still has a title', () => {
    const event = normalize({
      exception: { type: '', value: '', mechanism: { type: 'x' } },
      culprit: 'app.views in index',
    });
    expect(titleOf(event, {}).title).toBe('<unknown>');
    expect(culpritOf(event)).toBe('app.views in index');
  });
});
