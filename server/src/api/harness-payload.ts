/** What the events of the tests hold, as the event store keeps it. */
export const PAYLOAD = {
  platform: 'node',
  exception: {
    values: [
      {
        type: 'TypeError',
        value: 'x is not a function',
        mechanism: { type: 'generic', handled: true },
        stacktrace: {
          frames: [
            { filename: 'node:internal', function: 'run', in_app: false },
            {
              filename: 'orders.js',
              function: 'load',
              lineno: 12,
              colno: 3,
              in_app: true,
              pre_context: ['a', 'b'],
              context_line: 'x()',
              post_context: ['c'],
            },
          ],
        },
      },
    ],
  },
  breadcrumbs: { values: [{ timestamp: 1795521599, category: 'http', message: 'GET /' }] },
  request: { url: 'http://x.test/', method: 'GET', headers: [['accept', '*/*']], query_string: [] },
  user: { id: '7', email: 'ann@example.com' },
  contexts: { trace: { trace_id: 'b'.repeat(32), span_id: 'c'.repeat(16) } },
  sdk: { name: 'sentry.javascript.node', version: '11.0.0' },
  extra: { order: 7 },
};
