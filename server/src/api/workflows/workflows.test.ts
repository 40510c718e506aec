import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApi, type ApiHarness } from '../api-harness.ts';

const WORKFLOWS = '/api/0/organizations/acme/workflows/';
const DETECTORS = '/api/0/organizations/acme/detectors/';
let api: ApiHarness;
beforeAll(async () => {
  api = await startApi({ engine: false });
});
afterAll(() => api.close());

const when = { logicType: 'any-short', conditions: [{ type: 'first_seen_event', comparison: true }] };

it('every project has its detectors, and the default tiers are connected to all of them, also later ones', async () => {
  const tiers = async () => {
    const { body } = await api.call('GET', WORKFLOWS);
    return body.map((workflow: { tier: string; detectorIds: string[] }) => [
      workflow.tier,
      workflow.detectorIds.length,
    ]);
  };
  expect(await tiers()).toEqual([
    ['P1', 2],
    ['P3', 2],
  ]);
  await api.call('POST', '/api/0/teams/acme/payments/projects/', { body: { name: 'later', slug: 'later' } });
  expect(await tiers()).toEqual([
    ['P1', 3],
    ['P3', 3],
  ]);
  const { body } = await api.call('GET', `${DETECTORS}?project=later`);
  expect(body.map(({ type }: { type: string }) => type)).toEqual(['error', 'issue_stream']);
});

it('a workflow is written in either spelling and read in one', async () => {
  const [{ id: detector }] = (await api.call('GET', `${DETECTORS}?query=type:issue_stream`)).body;
  const made = await api.call('POST', WORKFLOWS, {
    body: {
      name: 'Tell the hook',
      detector_ids: [Number(detector)],
      config: { frequency: 30 },
      environment: 'production',
      triggers: {
        logic_type: 'any-short',
        conditions: [{ type: 'regression_event', comparison: true, condition_result: true }],
      },
      action_filters: [
        {
          logic_type: 'none',
          conditions: [{ type: 'level', comparison: { match: 'lte', level: 20 } }],
          actions: [
            { type: 'webhook', integration_id: null, config: { target_type: 'specific', target_identifier: 'audit' } },
          ],
        },
      ],
    },
  });
  expect(made).toMatchObject({
    status: 201,
    body: {
      detectorIds: [detector],
      config: { frequency: 30 },
      triggers: { logicType: 'any-short', conditions: [{ type: 'regression_event', conditionResult: true }] },
      actionFilters: [{ logicType: 'none', actions: [{ type: 'webhook', config: { targetIdentifier: 'audit' } }] }],
    },
  });
  const path = `${WORKFLOWS}${made.body.id}/`;
  await api.call('PUT', path, { body: { enabled: false } });
  expect((await api.call('GET', path)).body).toMatchObject({
    enabled: false,
    name: 'Tell the hook',
    detectorIds: [detector],
  });
  expect((await api.call('DELETE', path)).status).toBe(204);
  expect((await api.call('GET', path)).status).toBe(404);
});

it('what cannot be evaluated or sent is refused with its place', async () => {
  const refused = async (body: object) => (await api.call('POST', WORKFLOWS, { body: { name: 'x', ...body } })).body;
  expect(await refused({ triggers: { conditions: [{ type: 'moon_phase', comparison: true }] } })).toEqual({
    triggers: [expect.stringContaining('triggers.conditions[0]: “moon_phase” is not evaluated here')],
  });
  for (const type of ['pigeon', 'msteams', 'discord', 'opsgenie'])
    expect(await refused({ triggers: when, actionFilters: [{ actions: [{ type }] }] })).toEqual({
      actionFilters: [
        `actionFilters[0].actions[0]: alerts cannot be sent by “${type}”: expected one of slack, pagerduty, webhook, email`,
      ],
    });
  expect(await refused({ actionFilters: [{ actions: [{ type: 'slack', integrationId: '99' }] }] })).toEqual({
    actionFilters: ['actionFilters[0].actions[0]: there is no slack integration "99"'],
  });
  expect(await refused({ detectorIds: ['999'], owner: 'me' })).toEqual({
    detectorIds: ['there is no detector 999'],
    owner: ['expected team:ID or user:ID'],
  });
});

it('a change of many must name which; a tier is changed as a tier', async () => {
  expect((await api.call('DELETE', WORKFLOWS)).status).toBe(400);
  expect((await api.call('PUT', DETECTORS, { body: { enabled: false } })).status).toBe(400);
  const [tier] = (await api.call('GET', WORKFLOWS)).body;
  expect((await api.call('PUT', `${WORKFLOWS}${tier.id}/`, { body: { name: 'mine' } })).status).toBe(400);
  expect((await api.call('PUT', `${WORKFLOWS}${tier.id}/`, { body: { enabled: false } })).body.enabled).toBe(false);
  expect((await api.call('GET', `${WORKFLOWS}?sortBy=moon`)).status).toBe(400);
});
