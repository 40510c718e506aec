import { CHANNEL_KINDS, type TierConfig } from '@garrison/topology';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readIssueChanges } from './alert/index.ts';
import { createChangeStores, escalateDue } from './alert-stores.ts';
import { countEvent, NOW, startApi, type ApiHarness } from './api/api-harness.ts';
import { compileTier } from './api/tiers/compile-tier.ts';
import { MINUTE_MS } from './durations.ts';
import { type Channel, createChannels, createNotifier } from './notify/index.ts';
import { createNotifyStores } from './notify-stores.ts';
import { createHostCheck, createOutbound, createSecretBox } from './platform/index.ts';
import { overdueAlerts } from './query/index.ts';
import { edits } from './store/index.ts';

const [PAYMENTS, PLATFORM] = [1, 2];
const P0: TierConfig = {
  when: [{ metric: 'error_rate', above: 50, window: '1m' }],
  notify: [{ via: 'pagerduty', to: 'owner' }],
  respondWithin: '15m',
};
const P1: TierConfig = {
  when: [{ on: 'new_issue' }],
  notify: [{ via: 'slack', to: 'owner', otherwise: '#alerts-prod' }],
  respondWithin: '30m',
};
const STEPS: TierConfig['escalate'] = [
  { notify: { via: 'slack', to: '#leads' } },
  { after: '10m', notify: { via: 'email', to: 'lead@acme.test' } },
  { after: '20m', tier: 'P0' },
];

let api: ApiHarness;
let sent: string[];
/** Evaluates, escalates and sends at a time; gives what was sent. */
let tick: (at: number) => Promise<string[]>;
beforeEach(async () => {
  api = await startApi({ engine: false });
  const { db } = api.deps;
  const now = () => api.now;
  const secrets = createSecretBox(Buffer.alloc(32, 7));
  for (const provider of CHANNEL_KINDS)
    await edits.addIntegration(db, {
      organization_id: 1,
      provider,
      name: '*',
      config: '{}',
      secret: secrets.seal('{}'),
      team_ids: null,
      created_at: NOW,
      updated_at: NOW,
    });
  await edits.setTeamAlerting(db, PAYMENTS, {
    hours: JSON.stringify({ timeZone: 'Europe/Berlin' }),
    channels: JSON.stringify({ slack: '#payments' }),
  });
  await edits.setTeamAlerting(db, PLATFORM, { hours: null, channels: JSON.stringify({ slack: '#platform' }) });
  sent = [];
  const stores = createNotifyStores({ db, secrets, publicUrl: 'http://sentry.test', now });
  const notifier = createNotifier({ stores, channels: CHANNEL_KINDS.map(recorder), now });
  tick = async (at) => {
    api.now = at;
    await readIssueChanges(createChangeStores(db, now));
    await escalateDue(db, at);
    await notifier.sendDue();
    return sent.splice(0);
  };
});
afterEach(() => api.close());

function recorder(via: Channel['via']): Channel {
  return {
    via,
    isRepeatable: false,
    faultsOf: () => ({}),
    async send({ message, target }) {
      sent.push(`${message.kind} ${via} ${target} ${message.alerts[0]?.tier}`);
      return { outcome: 'sent', status: 200, answer: 'ok' };
    },
  };
}

async function setTiers(tiers: Readonly<Record<string, TierConfig>>): Promise<void> {
  const rows = Object.entries(tiers).map(([name, tier]) => compileTier(name, tier, { organizationId: 1, now: NOW }));
  await edits.setTiers(api.deps.db, 1, rows);
}

const alertRow = () => api.deps.db.selectFrom('alerts').selectAll().executeTakeFirstOrThrow();

/** These tiers send an alert for a new issue. Returns the deadline. */
async function fire(tiers: Readonly<Record<string, TierConfig>>): Promise<number> {
  await setTiers(tiers);
  await countEvent(api, { project: 'payment-api', at: NOW });
  expect(await tick(NOW)).toEqual(['fired slack #payments P1']);
  const { due_at: due, fired_at: fired } = await alertRow();
  expect(due).toBe(fired + 30 * MINUTE_MS);
  return due ?? 0;
}

it('without an answer the next channel, the next person and the next tier are told, each once', async () => {
  const due = await fire({ P0, P1: { ...P1, escalate: STEPS } });
  expect(await tick(due - 1)).toEqual([]);
  expect(await tick(due)).toEqual(['escalated slack #leads P1']);
  expect(await tick(due)).toEqual([]);
  expect(await tick(due + 10 * MINUTE_MS)).toEqual(['escalated email lead@acme.test P1']);
  expect(await tick(due + 20 * MINUTE_MS - 1)).toEqual([]);
  expect(await tick(due + 20 * MINUTE_MS)).toEqual(['escalated pagerduty payments P0']);
  expect(await alertRow()).toMatchObject({ tier: 'P0', due_at: due + 35 * MINUTE_MS });
  // A tier without steps sends to its own channels once more.
  expect(await tick(due + 35 * MINUTE_MS)).toEqual(['escalated pagerduty payments P0']);
  expect(await tick(due + 5000 * MINUTE_MS)).toEqual([]);
});

it('what was missed while the server was off is told in order, each once', async () => {
  const due = await fire({ P0, P1: { ...P1, escalate: STEPS } });
  const late = due + 20 * MINUTE_MS;
  expect([await tick(late), await tick(late), await tick(late), await tick(late)]).toEqual([
    ['escalated slack #leads P1'],
    ['escalated email lead@acme.test P1'],
    ['escalated pagerduty payments P0'],
    [],
  ]);
});

it('an acknowledged alert does not escalate; whoever was paged is told', async () => {
  const due = await fire({ P0, P1: { ...P1, escalate: [{ tier: 'P0' }] } });
  expect(await tick(due)).toEqual(['escalated pagerduty payments P0']);
  const { id } = await alertRow();
  await edits.acknowledgeAlert(api.deps.db, id, { by: 'user:1', now: due });
  expect(await tick(due)).toEqual(['acknowledged pagerduty payments P0']);
  expect(await tick(due + 5000 * MINUTE_MS)).toEqual([]);
});

it('acknowledged or resolved before the deadline, nobody else is told', async () => {
  const due = await fire({ P0, P1: { ...P1, escalate: STEPS } });
  const { id } = await alertRow();
  await edits.acknowledgeAlert(api.deps.db, id, { by: 'user:1', now: NOW });
  expect(await tick(due + 5000 * MINUTE_MS)).toEqual([]);
  await edits.resolveAlert(api.deps.db, id, { by: 'user:1', now: NOW });
  expect(await tick(due + 5000 * MINUTE_MS)).toEqual(['resolved slack #payments P1']);
});

it('a step that was read before another reader made it is not made again', async () => {
  const two: TierConfig['escalate'] = [
    { notify: { via: 'slack', to: '#leads' } },
    { notify: { via: 'email', to: 'lead@acme.test' } },
  ];
  const due = await fire({ P1: { ...P1, escalate: two } });
  const { db } = api.deps;
  const [stale] = await overdueAlerts(db, due);
  if (stale === undefined) throw new Error('the alert is not overdue');
  expect(await tick(due)).toEqual(['escalated slack #leads P1']);
  await edits.escalateAlert(db, stale, {
    change: { step: 1, next_step_at: due },
    targets: [{ via: 'slack', target: '#leads', integrationId: null }],
    now: due,
  });
  expect(await tick(due)).toEqual(['escalated email lead@acme.test P1']);
  expect(await tick(due)).toEqual([]);
});

it('an alert that was handed over escalates to its new owner', async () => {
  const due = await fire({ P1 });
  await edits.handOverAlert(api.deps.db, (await alertRow()).id, `team:${PLATFORM}`);
  expect(await tick(due)).toEqual(['escalated slack #platform P1']);
});

it('the deadline of the next tier goes by the hours of the team of the project when a person is the owner', async () => {
  const due = await fire({
    Day: { ...P0, notify: [{ via: 'slack', to: '#day' }], respondWithin: 'same-day' },
    P1: { ...P1, escalate: [{ tier: 'Day' }] },
  });
  await edits.handOverAlert(api.deps.db, (await alertRow()).id, 'user:1');
  expect(await tick(due)).toEqual(['escalated slack #day Day']);
  // 17:00 in Berlin.
  expect((await alertRow()).due_at).toBe(Date.UTC(2026, 10, 20, 16));
});

it('when the next tier was deleted, the channels of the own tier are told instead', async () => {
  const due = await fire({ P0, P1: { ...P1, escalate: [{ tier: 'P0' }] } });
  await setTiers({ P1: { ...P1, escalate: [{ tier: 'P0' }] } });
  expect(await tick(due)).toEqual(['escalated slack #payments P1']);
  expect(await tick(due + 5000 * MINUTE_MS)).toEqual([]);
});

it('every kind of channel that can be named can be sent by', () => {
  const guard = { allowPrivate: false };
  const deps = { outbound: createOutbound(guard), allowedHost: createHostCheck(guard), now: () => NOW };
  expect(createChannels(deps).map(({ via }) => via)).toEqual(CHANNEL_KINDS);
});
