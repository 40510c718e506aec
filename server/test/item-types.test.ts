import { randomUUID } from 'node:crypto';
import { ITEM_KINDS } from '@garrison/protocol';
import { type GarrisonServer, startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readBack } from './read-back.ts';
import { sendItem } from './send-event.ts';

/** No item of any kind ends without an outcome: one of each, two bytes long, in a project of its own. */
const LATER = (category: string): string[] => [`${category} invalid unsupported_item 1`];
const LOG = [...LATER('log_item'), 'log_byte invalid unsupported_item 2'];
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  event: ['error accepted 1'],
  feedback: ['feedback accepted 1'],
  user_report: ['feedback accepted 1'],
  attachment: ['attachment accepted 2', 'attachment_item accepted 1'],
  session: ['session accepted 1'],
  sessions: ['session accepted 1'],
  client_report: ['internal accepted 1'],
  transaction: ['transaction invalid invalid_timestamp 1'],
  span: ['span invalid invalid_timestamp 1'],
  log: ['log_item invalid invalid_json 1', 'log_byte invalid invalid_json 2'],
  trace_metric: [...LATER('trace_metric'), 'trace_metric_byte invalid unsupported_item 2'],
  check_in: LATER('monitor'),
  profile: LATER('profile'),
  profile_chunk: LATER('profile_chunk'),
  profile_chunk_ui: LATER('profile_chunk_ui'),
  replay_event: LATER('replay'),
  replay_recording: LATER('replay'),
  replay_video: LATER('replay'),
  statsd: LATER('metric_bucket'),
  metric_buckets: LATER('metric_bucket'),
  metric_meta: LATER('metric_bucket'),
  raw_security: ['security invalid unsupported_report 1'],
  nel: LATER('security'),
  otel_span: LATER('span'),
  otel_log: LOG,
  otel_traces_data: LATER('span'),
  tomorrow: ['default invalid unknown_item 1'],
};

interface Stats {
  readonly groups: readonly { readonly by: Record<string, string>; readonly totals: Record<string, number> }[];
}

let server: GarrisonServer;
beforeAll(async () => {
  server = await startGarrisonServer();
});
afterAll(() => server.stop());

it('knows every kind of item that there is', () => {
  expect(Object.keys(ENDINGS).toSorted()).toEqual([...Object.keys(ITEM_KINDS), 'tomorrow'].toSorted());
});

it.each(Object.entries(ENDINGS))('%s: %j', async (type, expected) => {
  const project = `kind-${type.replaceAll('_', '-')}`;
  const id = randomUUID().replaceAll('-', '');
  const { response } = await sendItem(await server.dsn(project), { id, type, payload: '{}' });
  expect(response.status).toBe(200);
  const groups = ['category', 'outcome', 'reason'].map((name) => `groupBy=${name}`).join('&');
  const path = `/api/0/organizations/${await server.organization()}/stats_v2/?field=sum(quantity)&project=${project}&interval=1d&${groups}`;
  const linesOf = (stats: Stats): string[] =>
    stats.groups.map(({ by, totals }) =>
      [by['category'], by['outcome'], by['reason'], totals['sum(quantity)']].filter((word) => word !== '').join(' '),
    );
  const stats = await readBack<Stats>(server, path, ({ groups: found }) => found.length >= expected.length);
  expect(linesOf(stats).toSorted()).toEqual(expected.toSorted());
});
