import { randomUUID } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeRecord } from '@garrison/protocol';
import { type GarrisonServer, startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLogWriter } from '../src/store/index.ts';
import { readBack, readEvent } from './read-back.ts';
import { sendEvent, sendItem } from './send-event.ts';

interface DeadLetter {
  readonly projectId: string | null;
  readonly itemType: string;
  readonly eventId: string | null;
  readonly reason: string;
  readonly detail: string;
}
interface Stats {
  readonly groups: readonly { readonly by: Record<string, string | number>; readonly totals: Record<string, number> }[];
}

const adminToken = 'd'.repeat(64);
const newId = (): string => randomUUID().replaceAll('-', '');
let server: GarrisonServer;
let dataDirectory: string;
let organization: string;
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'garrison-dead-letters-'));
  server = await startGarrisonServer({ dataDirectory, adminToken });
  organization = await server.organization();
});
afterAll(async () => {
  await server.stop();
  await rm(dataDirectory, { recursive: true, force: true });
});

const letters = (count: number): Promise<DeadLetter[]> =>
  readBack(server, `/api/garrison/organizations/${organization}/dead-letters/`, (all) => all.length >= count);

/** Per project, category and reason: how many units were invalid. */
async function invalid(ready: (lines: string[]) => boolean): Promise<string[]> {
  const groups = ['project', 'category', 'reason'].map((name) => `groupBy=${name}`).join('&');
  const path = `/api/0/organizations/${organization}/stats_v2/?field=sum(quantity)&outcome=invalid&interval=1d&${groups}`;
  const linesOf = (stats: Stats): string[] =>
    stats.groups.map(
      ({ by, totals }) => `${by['project']} ${by['category']} ${by['reason']} ${totals['sum(quantity)']}`,
    );
  return linesOf(await readBack<Stats>(server, path, (stats) => ready(linesOf(stats))));
}

async function flipBit(path: string, at: number): Promise<void> {
  const file = await open(path, 'r+');
  const byte = new Uint8Array(1);
  await file.read(byte, 0, 1, at);
  await file.write(Uint8Array.of((byte[0] ?? 0) ^ 1), 0, 1, at);
  await file.close();
}

describe('nothing that was accepted vanishes', () => {
  it('an item whose payload is no JSON is a dead letter of its project, with an outcome; the good one is kept', async () => {
    const dsn = await server.dsn('rubbish');
    const project = new URL(dsn).pathname.slice(1);
    const bad = await sendItem(dsn, { id: newId(), type: 'event', payload: '{"message": "cut' });
    expect(bad.response.status).toBe(200);
    const good = await sendEvent(dsn, { message: 'fine' });
    expect((await readEvent(server, 'rubbish', good.id)).title).toBe('fine');
    expect(await letters(1)).toMatchObject([
      { projectId: project, itemType: 'event', eventId: bad.id, reason: 'invalid_json' },
    ]);
    const line = `${project} error invalid_json 1`;
    expect(await invalid((lines) => lines.includes(line))).toContain(line);
  });

  it('a record that cannot be decoded is a dead letter and an outcome, of its project where it still says which', async () => {
    const dsn = await server.dsn('damaged');
    const projectId = Number(new URL(dsn).pathname.slice(1));
    await server.stop();
    const record = Buffer.concat(
      encodeRecord({
        kind: 'item',
        organizationId: 1,
        projectId,
        keyId: 1,
        type: 'event',
        eventId: 'e'.repeat(32),
        receivedAt: Date.now(),
        sentAt: null,
        client: null,
        remoteAddress: null,
        userAgent: null,
        itemCount: null,
        trace: null,
        headers: {},
        payload: new Uint8Array(0),
      }),
    );
    record[record.indexOf('"kind"')] = 0x23;
    const writer = await openLogWriter({ directory: join(dataDirectory, 'log') });
    await writer.append([[record]]);
    const [segment = 0, offset = 0] = writer.end().split(':').map(Number);
    await writer.append([[new Uint8Array(100)]]);
    await writer.append([[new Uint8Array([0xff, 0, 0xff])]]);
    await writer.close();
    await flipBit(join(dataDirectory, 'log', `${String(segment).padStart(10, '0')}.log`), offset + 60);

    server = await startGarrisonServer({ dataDirectory, adminToken });
    const found = await letters(4);
    expect(found.slice(0, 3).toSorted((a, b) => (a.detail < b.detail ? -1 : 1))).toMatchObject([
      { projectId: null, itemType: 'unknown', detail: expect.stringMatching(/^Error: Unknown record form 255/) },
      { projectId: String(projectId), itemType: 'event', eventId: 'e'.repeat(32), reason: 'processing_error' },
      {
        projectId: null,
        detail: expect.stringContaining(`The log is damaged at segment ${segment}, offset ${offset}:`),
      },
    ]);
    const expected = ['0 default processing_error 2', `${projectId} error processing_error 1`];
    const isThere = (lines: string[]): boolean => expected.every((line) => lines.includes(line));
    expect(await invalid(isThere)).toEqual(expect.arrayContaining(expected));

    // Killed and started again: no letter and no outcome comes twice.
    await server.kill9();
    server = await startGarrisonServer({ dataDirectory, adminToken });
    const { id } = await sendEvent(await server.dsn('damaged'), { message: 'after' });
    await readEvent(server, 'damaged', id);
    expect(await letters(4)).toHaveLength(4);
    expect(await invalid(isThere)).toEqual(expect.arrayContaining(expected));
  });
});
