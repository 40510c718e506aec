import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GarrisonServer, startGarrisonServer } from '@garrison/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBack, readEvent, type ShownEvent } from './read-back.ts';
import { sendItem } from './send-event.ts';

/** Whatever an event holds: what is accepted can be read by every path that shows it. */
const PROJECT = 'any-event';
const WHOLE_EVENT = join(import.meta.dirname, '../src/process/normalize/whole-event.json');
const EVENTS = 30;

let server: GarrisonServer;
let organization: string;
let dsn: string;
beforeAll(async () => {
  server = await startGarrisonServer();
  organization = await server.organization();
  dsn = await server.dsn(PROJECT);
});
afterAll(() => server.stop());

type Path = readonly string[];
const whole = JSON.parse(readFileSync(WHOLE_EVENT, 'utf8')) as object;

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) => [[...path, key], ...pathsOf(below, [...path, key])]);
}

function replaceAt(value: unknown, path: Path, by: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return by;
  const copy: object = Array.isArray(value) ? value.slice() : { ...value };
  Reflect.defineProperty(copy, step, {
    value: replaceAt(Reflect.get(value, step), rest, by),
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return copy;
}

const numbers = fc.constantFrom(0, -1, 1e-320, 1.5, 2 ** 53, 1e18, 1_795_521_600_000_000_000, 1e300, -1e300);
const keys = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'toString', 'toJSON', 'values', 'frames', 'timestamp', 'then', ''),
  fc.string({ unit: 'binary', maxLength: 10 }),
);
const values = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    numbers,
    fc.constantFrom(null, true, false, '', ' ', '\u0000', '\u202e', '<img src=x onerror=alert(1)>', '9'.repeat(400)),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(keys, tie('any'), { maxKeys: 4 }),
  ),
})).any;

/** A whole event with some of its places replaced by anything. */
const events = fc
  .array(fc.tuple(fc.constantFrom(...pathsOf(whole)), values), { minLength: 1, maxLength: 6 })
  .map((changes) => changes.reduce((event: unknown, [path, by]) => replaceAt(event, path, by), whole) as object);

async function statusOf(path: string): Promise<number> {
  const response = await server.api(path);
  await response.text();
  return response.status;
}

async function send(event: object): Promise<string> {
  const id = randomUUID().replaceAll('-', '');
  const payload = { ...event, event_id: id };
  const { response } = await sendItem(dsn, { id, type: 'event', payload });
  expect({ payload, status: response.status }).toEqual({ payload, status: 200 });
  return id;
}

function pathsThatShow(id: string, { groupID }: ShownEvent): string[] {
  const project = `/api/0/projects/${organization}/${PROJECT}/events/`;
  const issue = `/api/0/organizations/${organization}/issues/${groupID}/`;
  return [
    `${project}${id}/`,
    `${project}${id}/json/`,
    `${project}${id}/grouping-info/`,
    `/api/0/organizations/${organization}/eventids/${id}/`,
    issue,
    `${issue}events/`,
    `${issue}events/${id}/`,
    `${issue}events/latest/`,
    `${issue}events/oldest/`,
    `${issue}hashes/`,
    `${issue}tags/`,
    `${issue}activities/`,
  ];
}

describe('any event that is accepted', () => {
  it('can be read by every path, and spoils no list', async () => {
    const seed = Date.now();
    const sent = new Map<string, object>();
    for (const event of fc.sample(events, { seed, numRuns: EVENTS })) sent.set(await send(event), event);
    for (const [id, event] of sent) {
      const paths = pathsThatShow(id, await readEvent(server, PROJECT, id));
      const refused = (await Promise.all(paths.map(statusOf))).flatMap((status, index) =>
        status === 200 ? [] : [`${status} ${paths[index] ?? ''}`],
      );
      expect(refused, `seed ${seed}: ${JSON.stringify(event)}`).toEqual([]);
    }
    for (const path of [
      `/api/0/projects/${organization}/${PROJECT}/events/?full=1`,
      `/api/0/organizations/${organization}/issues/?query=`,
      `/api/0/projects/${organization}/${PROJECT}/issues/?query=`,
    ]) {
      expect({ seed, path, status: await statusOf(path) }).toEqual({ seed, path, status: 200 });
    }
  });

  it('a breadcrumb in nanoseconds is shown at its time, one that is no time without', async () => {
    const id = await send({
      message: 'late',
      breadcrumbs: [
        { timestamp: 1_795_521_600_500_000_000, message: 'a' },
        { timestamp: 1e300, message: 'b' },
      ],
    });
    const event = await readEvent(server, PROJECT, id);
    expect(event.entries.find(({ type }) => type === 'breadcrumbs')?.data).toMatchObject({
      values: [{ timestamp: '2026-11-24T12:00:00.500Z' }, { timestamp: null }],
    });
    const full = `/api/0/organizations/${organization}/issues/${event.groupID}/events/?full=1`;
    expect(await readBack<ShownEvent[]>(server, full)).toHaveLength(1);
  });
});
