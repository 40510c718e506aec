import { buildEnvelope, buildErrorEvent, type GarrisonServer, poll } from '@garrison/testkit';
import { expect } from 'vitest';
import { readBack } from './read-back.ts';

const SENDERS = 16;

/** What was sent, and what the server said it has. */
export interface Ledger {
  readonly acknowledged: Set<string>;
  readonly pending: Map<string, Buffer>;
}

export function createLedger(events: number): Ledger {
  const pending = new Map<string, Buffer>();
  for (let index = 0; index < events; index++) {
    const event = buildErrorEvent({ seed: index, bytes: 5500, timestamp: Date.now() / 1000 });
    pending.set(event.event_id, buildEnvelope(event));
  }
  return { acknowledged: new Set(), pending };
}

/** Sends what is pending; a lost connection leaves it pending, as an SDK that tries again would. */
export async function sendAll(
  dsn: string,
  ledger: Ledger,
  onAcknowledged: () => void = () => undefined,
): Promise<void> {
  const { origin, pathname, username } = new URL(dsn);
  const queue = [...ledger.pending];
  const sender = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [id, envelope] = next;
      const answer = await fetch(`${origin}/api${pathname}/envelope/?sentry_key=${username}`, {
        method: 'POST',
        body: new Uint8Array(envelope),
      }).catch(() => undefined);
      if (answer?.status !== 200) continue;
      await answer.arrayBuffer();
      ledger.pending.delete(id);
      ledger.acknowledged.add(id);
      onAcknowledged();
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
}

/** Everything acknowledged is there, once: counted in the issues, and among the events. */
export async function expectAllOnce(server: GarrisonServer, project: string, { acknowledged }: Ledger): Promise<void> {
  await poll(async () => (await countedTimes(server, project)) >= acknowledged.size, {
    timeoutMs: 30_000,
    everyMs: 100,
    describe: () => server.program.output(),
  });
  expect(await countedTimes(server, project)).toBe(acknowledged.size);
  await expectStored(server, project, [...acknowledged]);
}

/** The project has these events, each once, and no others. */
export async function expectStored(server: GarrisonServer, project: string, ids: readonly string[]): Promise<void> {
  // While events still arrive, pages shift: what is read after all are there is what counts.
  await poll(async () => new Set(await storedIds(server, project)).size >= ids.length, {
    timeoutMs: 30_000,
    everyMs: 100,
    describe: () => server.program.output(),
  });
  expect((await storedIds(server, project)).toSorted()).toEqual(ids.toSorted());
}

async function storedIds(server: GarrisonServer, project: string): Promise<string[]> {
  const ids: string[] = [];
  let next: string | undefined = `/api/0/projects/${await server.organization()}/${project}/events/?per_page=100`;
  while (next !== undefined) {
    const response: Response = await server.api(next);
    for (const { eventID } of (await response.json()) as { eventID: string }[]) ids.push(eventID);
    const link = /<([^>]+)>; rel="next"; results="true"/.exec(response.headers.get('link') ?? '')?.[1];
    next = link === undefined ? undefined : new URL(link).pathname + new URL(link).search;
  }
  return ids;
}

async function countedTimes(server: GarrisonServer, project: string): Promise<number> {
  const path = `/api/0/projects/${await server.organization()}/${project}/issues/?query=&statsPeriod=90d&limit=100`;
  const issues = await readBack<{ count: string }[]>(server, path);
  return issues.reduce((sum, issue) => sum + Number(issue.count), 0);
}
