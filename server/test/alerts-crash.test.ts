import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GarrisonServer, startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readBack } from './read-back.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { sendEvent } from './send-event.ts';

/** The server is killed with -9 between a change and its message. */
const options = { adminToken: 'd'.repeat(64), env: { GARRISON_ALLOW_PRIVATE_TARGETS: 'true' } };
let dataDirectory: string;
let receiver: Receiver;
let server: GarrisonServer;
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'garrison-alerts-'));
  receiver = await startReceiver();
  server = await startGarrisonServer({ ...options, dataDirectory });
  await connect('slack', { name: '#alerts-prod', secret: { url: `${receiver.url}/slack` } });
  const secret = { routingKey: 'K'.repeat(32) };
  await connect('pagerduty', { name: 'platform', config: { url: `${receiver.url}/pagerduty` }, secret });
});
afterAll(async () => {
  await server.stop();
  await receiver.close();
  await rm(dataDirectory, { recursive: true, force: true });
});

const ours = async (path: string): Promise<string> =>
  `/api/garrison/organizations/${await server.organization()}/${path}`;

async function connect(provider: string, body: object): Promise<void> {
  const response = await server.api(await ours('integrations/'), {
    method: 'POST',
    body: JSON.stringify({ provider, ...body }),
  });
  expect(response.status).toBe(201);
}

async function restart(): Promise<void> {
  await server.kill9();
  server = await startGarrisonServer({ ...options, dataDirectory });
}

interface ShownMessage {
  readonly via: string;
  readonly state: string;
  readonly alerts: readonly { readonly title: string }[];
}
async function statesOf(title: string, ready: (messages: readonly ShownMessage[]) => boolean) {
  const about = (all: readonly ShownMessage[]) => all.filter(({ alerts }) => alerts[0]?.title.startsWith(title));
  return about(await readBack<ShownMessage[]>(server, await ours('messages/'), (all) => ready(about(all))));
}

const error = (type: string) => ({
  environment: 'production',
  exception: {
    values: [{ type, value: 'x', stacktrace: { frames: [{ filename: 'a.ts', function: type, in_app: true }] } }],
  },
});

it('what was accepted and not evaluated, and what was not sent yet, is sent once after the next start', async () => {
  receiver.answer = (_request, response) => void response.writeHead(503).end('later');
  await sendEvent(await server.dsn('payment-api'), error('Waiting'));
  await receiver.wait(1);
  await statesOf('Waiting', ([message]) => message?.state === 'waiting');
  await sendEvent(await server.dsn('payment-api'), error('Accepted'));
  await server.kill9();
  const before = receiver.received.length;
  receiver.answer = (_request, response) => void response.end('ok');
  server = await startGarrisonServer({ ...options, dataDirectory });
  await statesOf('Waiting', ([message]) => message?.state === 'sent');
  await statesOf('Accepted', ([message]) => message?.state === 'sent');
  const sent = receiver.received.slice(before).map(({ text }) => /(Waiting|Accepted): x/.exec(text)?.[1]);
  expect(sent).toHaveLength(2);
  expect(new Set(sent)).toEqual(new Set(['Accepted', 'Waiting']));
  await restart();
  await sendEvent(await server.dsn('payment-api'), error('Later'));
  await statesOf('Later', ([message]) => message?.state === 'sent');
  expect(receiver.received).toHaveLength(before + 3);
});

it('a message that was being sent is told as perhaps sent, and repeated only where the channel drops repeats', async () => {
  const org = await server.organization();
  const detectors = await readBack<{ id: string }[]>(
    server,
    `/api/0/organizations/${org}/detectors/?project=payment-api&query=type:issue_stream`,
  );
  await server.api(`/api/0/organizations/${org}/workflows/`, {
    method: 'POST',
    body: JSON.stringify({
      name: 'Page',
      detectorIds: detectors.map(({ id }) => id),
      triggers: { logicType: 'any-short', conditions: [{ type: 'first_seen_event', comparison: true }] },
      actionFilters: [{ logicType: 'all', actions: [{ type: 'pagerduty', config: { targetType: 'issue_owners' } }] }],
    }),
  });
  receiver.answer = null;
  const before = receiver.received.length;
  await sendEvent(await server.dsn('payment-api'), error('Hanging'));
  await receiver.wait(before + 2);
  receiver.answer = (_request, response) => void response.end('{}');
  await restart();
  const states = await statesOf(
    'Hanging',
    (found) => found.length === 2 && found.every(({ state }) => state !== 'waiting' && state !== 'sending'),
  );
  expect(states.map(({ via, state }) => `${via} ${state}`).toSorted()).toEqual(['pagerduty sent', 'slack unsure']);
  const pages = receiver.received.slice(before).filter(({ path }) => path === '/pagerduty');
  expect(pages).toHaveLength(2);
  expect(new Set(pages.map(({ text }) => (JSON.parse(text) as { dedup_key: string }).dedup_key)).size).toBe(1);
  expect(receiver.received.slice(before).filter(({ path }) => path === '/slack')).toHaveLength(1);
});
