import { createHmac } from 'node:crypto';
import { type GarrisonServer, startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readBack } from './read-back.ts';
import { type MailReceiver, type Receiver, startMailReceiver, startReceiver } from './receiver.ts';
import { sendEvent } from './send-event.ts';

/** From an error that an SDK sends to the message in a channel. */
interface ShownMessage {
  readonly id: string;
  readonly kind: string;
  readonly via: string;
  readonly target: string;
  readonly state: string;
  readonly note: string | null;
  readonly alertCount: number;
  readonly alerts: readonly { readonly id: string; readonly tier: string | null; readonly title: string }[];
  readonly deliveries: readonly { readonly status: number | null; readonly answer: string }[];
}

const SIGNING_SECRET = 'a-signing-secret-of-the-test';
const ROUTING_KEY = 'R'.repeat(32);
let server: GarrisonServer;
let receiver: Receiver;
let mail: MailReceiver;
let org: string;
beforeAll(async () => {
  receiver = await startReceiver();
  mail = await startMailReceiver();
  server = await startGarrisonServer({ env: { GARRISON_ALLOW_PRIVATE_TARGETS: 'true' } });
  org = await server.organization();
  await connect('slack', '#alerts-prod', { secret: { url: `${receiver.url}/slack` } });
});
afterAll(async () => {
  await server.stop();
  await receiver.close();
  await mail.close();
});

async function write<T>(method: string, path: string, body: object): Promise<T> {
  const response = await server.api(path, { method, body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return JSON.parse(text) as T;
}
const ours = (path: string): string => `/api/garrison/organizations/${org}/${path}`;
const theirs = (path: string): string => `/api/0/organizations/${org}/${path}`;
const connect = (provider: string, name: string, rest: { config?: object; secret?: object }) =>
  write<{ id: string }>('POST', ours('integrations/'), { provider, name, ...rest });

const error = (type: string, change: object = {}) => ({
  environment: 'production',
  release: 'api@1.2.3',
  exception: {
    values: [{ type, value: 'boom', stacktrace: { frames: [{ filename: 'a.ts', function: type, in_app: true }] } }],
  },
  ...change,
});

async function messagesAbout(title: string, ready: (found: readonly ShownMessage[]) => boolean) {
  const about = (all: readonly ShownMessage[]) =>
    all.filter(({ alerts }) => alerts.some((alert) => alert.title.startsWith(title)));
  return about(await readBack<ShownMessage[]>(server, ours('messages/?per_page=100'), (all) => ready(about(all))));
}

it('a new issue in production reaches Slack with its owner and a link, once; a second event does not', async () => {
  const dsn = await server.dsn('payment-api');
  await sendEvent(dsn, error('FirstError'));
  const [request] = await receiver.wait(1);
  expect(request?.path).toBe('/slack');
  const body = JSON.parse(request?.text ?? '') as { text: string; blocks: { text: { text: string } }[] };
  expect(body.text).toBe('P1: FirstError: boom in payment-api');
  const text = body.blocks[0]?.text.text ?? '';
  for (const part of [
    'Why: New issue',
    'Release: api@1.2.3',
    'Owner: #platform',
    'Respond by: ',
    `/organizations/${org}/issues/`,
  ])
    expect(text).toContain(part);

  await sendEvent(dsn, error('FirstError'));
  await sendEvent(dsn, error('SecondError'));
  await receiver.wait(2);
  expect(receiver.received.filter((one) => one.text.includes('FirstError'))).toHaveLength(1);

  const [message] = await messagesAbout('FirstError', (found) => found[0]?.state === 'sent');
  expect(message).toMatchObject({
    kind: 'fired',
    via: 'slack',
    target: '#alerts-prod',
    alerts: [{ tier: 'P1' }],
    deliveries: [{ status: 200, answer: 'ok' }],
  });
});

it('a regression alerts again, and a resolved issue is told', async () => {
  const dsn = await server.dsn('payment-api');
  await sendEvent(dsn, error('Comeback'));
  await messagesAbout('Comeback', (found) => found.some(({ state }) => state === 'sent'));
  const list = await readBack<{ alerts: { issueId: string; title: string }[] }>(server, ours('alerts/'));
  const issueId = list.alerts.find(({ title }) => title.startsWith('Comeback'))?.issueId;
  await write('PUT', `/api/0/issues/${issueId}/`, { status: 'resolved' });
  const told = await messagesAbout('Comeback', (found) =>
    found.some(({ kind, state }) => kind === 'resolved' && state === 'sent'),
  );
  expect(told).toHaveLength(2);
  await sendEvent(dsn, error('Comeback', { timestamp: Date.now() / 1000 + 60 }));
  const again = await messagesAbout('Comeback', (found) => found.filter(({ kind }) => kind === 'fired').length === 2);
  expect(again).toHaveLength(3);
});

it('without a channel a message is kept, says why, and can be sent later', async () => {
  const dsn = await server.dsn('payment-api');
  const { id: workflow } = await write<{ id: string }>('POST', theirs('workflows/'), {
    name: 'To a hook',
    detectorIds: await detectorsOf('payment-api'),
    triggers: {
      logicType: 'any-short',
      conditions: [{ type: 'first_seen_event', comparison: true, conditionResult: true }],
    },
    actionFilters: [
      {
        logicType: 'all',
        conditions: [{ type: 'level', comparison: { match: 'gte', level: 40 }, conditionResult: true }],
        actions: [
          { type: 'webhook', config: { targetType: 'specific', targetIdentifier: 'audit' }, data: {} },
          { type: 'pagerduty', config: { targetType: 'issue_owners' }, data: {} },
          { type: 'email', config: { targetType: 'specific', targetIdentifier: 'ops@acme.test' }, data: {} },
        ],
      },
    ],
  });
  await sendEvent(dsn, error('KeptError'));
  const hook = ({ via }: ShownMessage): boolean => via === 'webhook';
  const [kept] = (await messagesAbout('KeptError', (found) => found.find(hook)?.state === 'kept')).filter(hook);
  expect(kept?.note).toBe('no webhook integration is set up for audit');

  await connect('webhook', 'audit', {
    config: { url: `${receiver.url}/hook` },
    secret: { signingSecret: SIGNING_SECRET },
  });
  await connect('pagerduty', 'platform', {
    config: { url: `${receiver.url}/pagerduty` },
    secret: { routingKey: ROUTING_KEY },
  });
  await connect('email', '*', {
    config: { host: '127.0.0.1', port: mail.port, from: 'garrison@acme.test', user: 'alerts', tls: 'none' },
    secret: { password: 'secret-of-mail' },
  });
  await write('POST', ours(`messages/${kept?.id}/send/`), {});
  await messagesAbout('KeptError', (found) => found.find(hook)?.state === 'sent');
  const delivered = receiver.received.find(({ path }) => path === '/hook');
  const [, seconds, signature] = /^t=(\d+),v1=(\w+)$/.exec(String(delivered?.headers['garrison-signature'])) ?? [];
  expect(signature).toBe(createHmac('sha256', SIGNING_SECRET).update(`${seconds}.${delivered?.text}`).digest('hex'));

  await sendEvent(dsn, error('PagedError'));
  const pages = await messagesAbout(
    'PagedError',
    (found) => found.filter(({ via, state }) => via !== 'slack' && state === 'sent').length === 3,
  );
  expect(pages.find(({ via }) => via === 'pagerduty')).toMatchObject({ target: 'platform' });
  const trigger = receiver.received.find(({ path }) => path === '/pagerduty');
  expect(JSON.parse(trigger?.text ?? '')).toMatchObject({
    routing_key: ROUTING_KEY,
    event_action: 'trigger',
    payload: { summary: 'PagedError: boom in payment-api', severity: 'error', source: 'payment-api' },
  });
  const [sent] = await mail.wait(1);
  expect(sent).toContain('Subject: PagedError: boom in payment-api');
  expect(sent).toContain('To: ops@acme.test');
  await server.api(theirs(`workflows/${workflow}/`), { method: 'DELETE' });
});

async function detectorsOf(project: string): Promise<string[]> {
  const found = await readBack<{ id: string }[]>(
    server,
    theirs(`detectors/?project=${project}&query=type:issue_stream`),
  );
  expect(found).toHaveLength(1);
  return found.map(({ id }) => id);
}

it('staging is gathered into one message a day; other environments tell nobody', async () => {
  const dsn = await server.dsn('payment-api');
  await sendEvent(dsn, error('StagedOne', { environment: 'staging' }));
  await sendEvent(dsn, error('Developed', { environment: 'development' }));
  await sendEvent(dsn, error('StagedTwo', { environment: 'staging' }));
  const [digest] = await messagesAbout('StagedTwo', (found) => found.length > 0);
  expect(digest).toMatchObject({ state: 'waiting', target: '#alerts-staging', kind: 'digest', alertCount: 2 });
  expect(await messagesAbout('Developed', () => true)).toEqual([]);
});

it('many new issues at once become a few messages and one with their number', async () => {
  const dsn = await server.dsn('storm');
  await Promise.all(Array.from({ length: 30 }, (_, index) => sendEvent(dsn, error(`Storm${index}`))));
  const toldOf = (all: readonly ShownMessage[]): number => all.reduce((sum, { alertCount }) => sum + alertCount, 0);
  const found = await messagesAbout('Storm', (all) => toldOf(all) >= 30);
  expect(found.length).toBeLessThanOrEqual(6);
  expect(found.some(({ alertCount, state }) => alertCount > 20 && state === 'waiting')).toBe(true);
});
