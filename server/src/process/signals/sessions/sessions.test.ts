import { createScrubber } from '@garrison/policy';
import { expect, test } from 'vitest';
import { createFindOwners } from '../../own/find-owners.ts';
import { acceptedItem, processItem, projectSettings, RECEIVED_AT, simpleGrouping } from '../../process-fixtures.ts';
import type { Produced } from '../signal.ts';

const rules = {
  organizationId: 1,
  scrubber: createScrubber(projectSettings().scrubbing),
  scrubIps: false,
  grouping: simpleGrouping,
  findOwners: createFindOwners(projectSettings().ownership),
};
const run = (type: 'session' | 'sessions', payload: object): Produced =>
  processItem(acceptedItem({ type, payload }), rules);

const STARTED = '2026-11-24T11:59:00.250Z';
const attrs = { release: 'api@1.2.3', environment: 'production' };

test('an update of a session is one row', () => {
  const payload = {
    sid: '9FAC2CEE-D934-4F2B-BFDD-1FDACB0ED9B1',
    did: 7,
    seq: 4,
    init: true,
    started: STARTED,
    timestamp: '2026-11-24T12:00:00Z',
    status: 'crashed',
    errors: 2,
    duration: 59.75,
    attrs,
  };
  const { rows, relational, endings } = run('session', payload);
  expect(rows.sessions).toEqual([
    {
      organizationId: 1,
      projectId: 1,
      sessionId: '9fac2ceed9344f2bbfdd1fdacb0ed9b1',
      isCount: false,
      distinctId: '7',
      sequence: 2 ** 52 - 4,
      isFirst: true,
      started: Date.parse(STARTED),
      receivedAt: RECEIVED_AT,
      status: 'crashed',
      errors: 2,
      duration: 59.75,
      quantity: 1,
      ...attrs,
    },
  ]);
  expect(relational).toEqual([
    { kind: 'release_seen', row: { organizationId: 1, projectId: 1, ...attrs, at: Date.parse(STARTED) } },
  ]);
  expect(endings).toEqual([{ category: 'session', quantity: 1, outcome: 'accepted', reason: '' }]);
});

test('what is missing or wrong is taken as not sent; without a sequence the time of the update stands for it', () => {
  const payload = {
    sid: 5,
    seq: -1,
    init: 'yes',
    started: {},
    timestamp: 'x',
    status: 'odd',
    errors: 'many',
    duration: -3,
  };
  expect(run('session', payload).rows.sessions).toMatchObject([
    {
      sessionId: expect.stringMatching(/^[0-9a-f]{32}$/),
      sequence: RECEIVED_AT,
      isFirst: false,
      started: RECEIVED_AT,
      status: 'ok',
      errors: 0,
      duration: -1,
      release: '',
      environment: '',
    },
  ]);
});

test('counts are a row for each status that occurred, the same ones each time', () => {
  const aggregates = [
    { started: STARTED, exited: 30, errored: 2, crashed: 0 },
    { started: 1_795_521_600, abnormal: 1, unhandled: 4, exited: 'x' },
    'no object',
  ];
  const { rows } = run('sessions', { aggregates, attrs });
  expect(
    rows.sessions?.map(({ status, errors, quantity, isCount, started }) => [
      status,
      errors,
      quantity,
      isCount,
      started,
    ]),
  ).toEqual([
    ['exited', 0, 30, true, Date.parse(STARTED)],
    ['exited', 1, 2, true, Date.parse(STARTED)],
    ['abnormal', 0, 1, true, 1_795_521_600_000],
    ['unhandled', 0, 4, true, 1_795_521_600_000],
  ]);
  expect(new Set(rows.sessions?.map(({ sessionId }) => sessionId)).size).toBe(4);
  expect(run('sessions', { aggregates, attrs }).rows).toEqual(rows);
});
