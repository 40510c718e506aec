import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OrganizationId, IssueId, UserId, EventId } from '@garrison/protocol';
import { HOUR_MS } from '../durations.ts';
import {
  edits,
  connectEvents,
  createIssueWriter,
  migrateEvents,
  migrateRelational,
  openBlobDirectory,
  openSqlite,
  startEngine,
  type BlobStore,
  type EventRow,
  type EventStore,
  type IssueSighting,
  type PayloadRow,
  type Sqlite,
} from '../store/index.ts';
import { DATASETS } from '../query/index.ts';
import type { ApiDeps, Grouping } from './deps.ts';
import { hashPassword, sha256 } from './auth/secrets.ts';
import { ALERTING, SCRUBBING } from './harness-rooms.ts';
import { PAYLOAD } from './harness-payload.ts';
import { API_SERVER_OPTIONS, apiScope, bootstrapOrganization, createLiveHub, ensureTopology } from './index.ts';

export const NOW = Date.UTC(2026, 10, 20, 12);
export const OWNER_TOKEN = 'owner-token-of-the-tests';
export const PASSWORD = 'correct horse battery staple';

/** The API over real stores, with one organisation, `acme`, and its owner. */
export interface ApiHarness {
  readonly app: FastifyInstance;
  readonly sqlite: Sqlite;
  readonly events: EventStore;
  readonly blobs: BlobStore;
  readonly deps: ApiDeps;
  readonly projects: ReadonlyMap<string, { id: number; publicKey: string }>;
  now: number;
  /** Calls as the owner, unless `token` is given; null: without a token. */
  call(method: InjectOptions['method'], url: string, options?: CallOptions): Promise<Answer>;
  close(): Promise<void>;
}
export interface CallOptions {
  readonly body?: object;
  readonly token?: string | null;
  readonly headers?: Record<string, string>;
}
export interface Answer {
  readonly status: number;
  // The test checks the shape of what it reads.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly text: string;
}

const TOPOLOGY = {
  teams: [{ slug: 'payments' }, { slug: 'platform-eng' }],
  projects: [
    { slug: 'api-gateway', platform: 'node', teams: ['platform-eng'] },
    { slug: 'payment-api', platform: 'node', teams: ['payments'] },
  ],
};

const GROUPING: Grouping = {
  validate: async ({ enhancements = '', fingerprintingRules = '' }) => [
    ...(enhancements.includes('bad')
      ? [{ field: 'enhancements' as const, line: 2, column: 1, message: 'expected a matcher' }]
      : []),
    ...(fingerprintingRules.includes('bad')
      ? [{ field: 'fingerprintingRules' as const, line: 1, column: 1, message: 'expected a matcher' }]
      : []),
  ],
  // Rules of the tests: the name of the field of `extra` that is the hash.
  regroup: async (_projectId, { fingerprintingRules }, events) =>
    events.map(({ extra }) => {
      const values = new Map(Object.entries(typeof extra === 'object' && extra !== null ? extra : {}));
      return { hashes: [String(values.get(fingerprintingRules))] };
    }),
  metadataOf: async (_projectId, { extra }) => ({ extra }),
  explain: async () => ({ groupingConfig: { id: 'newstyle:2026-01-20' }, variants: {} }),
};

const RULES = { grouping: GROUPING, scrubbing: SCRUBBING, alerting: ALERTING };

/** Without `engine`, every question to the event store fails. */
export async function startApi({ engine }: { engine: boolean }): Promise<ApiHarness> {
  const directory = await mkdtemp(join(tmpdir(), 'garrison-api-'));
  const sqlite = openSqlite({ path: join(directory, 'test.sqlite') });
  await migrateRelational(sqlite.db);
  const blobs = await openBlobDirectory(join(directory, 'blobs'));
  const { events, stop } = engine ? await startEvents(directory) : { events: NO_EVENTS, stop: async () => undefined };
  const clock = { now: NOW };
  const live = createLiveHub();
  const deps: ApiDeps = {
    db: sqlite.db,
    events,
    datasets: DATASETS,
    storedDays: 97,
    blobs,
    live,
    now: () => clock.now,
    publicUrl: 'http://sentry.test',
    version: '0.0.0',
    logger: { error: (fields, message) => console.error(message, fields) },
    onProjectsChanged: () => undefined,
    ...RULES,
    ownership: { explain: async () => ({ rules: [] }) },
    symbolicate: async (_, event) => ({ event, changed: 0 }),
    assembleBundle: async () => ({ ok: false, problem: 'these tests assemble nothing' }),
  };
  await bootstrapOrganization(deps, {
    slug: 'acme',
    name: 'Acme',
    adminEmail: 'owner@acme.test',
    adminPassword: PASSWORD,
    adminToken: OWNER_TOKEN,
  });
  const ensured = await ensureTopology(deps, 'acme', TOPOLOGY);
  const app = Fastify(API_SERVER_OPTIONS);
  await app.register(apiScope(deps));
  await app.ready();
  return {
    app,
    sqlite,
    events,
    blobs,
    deps,
    projects: new Map(ensured.map((project) => [project.slug, project])),
    get now() {
      return clock.now;
    },
    set now(value) {
      clock.now = value;
    },
    call: (method, url, options) => call(app, { method, url, options: options ?? {} }),
    async close() {
      await app.close();
      live.close();
      await stop();
      await sqlite.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function call(
  app: FastifyInstance,
  { method, url, options }: { method: InjectOptions['method']; url: string; options: CallOptions },
): Promise<Answer> {
  const token = options.token === undefined ? OWNER_TOKEN : options.token;
  const response = await app.inject({
    ...(method === undefined ? {} : { method }),
    url,
    headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...options.headers },
    ...(options.body === undefined ? {} : { payload: options.body }),
  });
  const isJson = String(response.headers['content-type']).startsWith('application/json');
  return {
    status: response.statusCode,
    headers: response.headers,
    text: response.body,
    body: isJson && response.body !== '' ? JSON.parse(response.body) : undefined,
  };
}

async function startEvents(directory: string): Promise<{ events: EventStore; stop: () => Promise<void> }> {
  const engine = await startEngine({ directory: join(directory, 'engine') });
  const address = { url: engine.url, username: engine.username, password: engine.password, database: 'garrison' };
  await migrateEvents(address);
  const events = connectEvents(address);
  return {
    events,
    async stop() {
      await events.close();
      await engine.close();
    },
  };
}

const refuse = () => Promise.reject(new Error('this test has no event store'));
const NO_EVENTS: EventStore = {
  insert: refuse,
  insertWritten: refuse,
  openBatch: () => {
    throw new Error('this test has no event store');
  },
  select: refuse,
  deleteEvents: refuse,
  dropPartitionsBefore: refuse,
  health: refuse,
  close: async () => undefined,
};

/** Another member of an organisation, with a token of their own. */
export async function addMember(
  api: ApiHarness,
  member: { email: string; role: string; organizationId?: OrganizationId; scopes?: readonly string[] },
): Promise<{ userId: UserId; token: string }> {
  const { deps } = api;
  const now = deps.now();
  const organizationId = member.organizationId ?? 1;
  const passwordHash = await hashPassword(PASSWORD);
  const userId = await edits.createUser(deps.db, { email: member.email, name: member.email, passwordHash, now });
  await edits.addMember(deps.db, { organizationId, userId, role: member.role, now });
  const token = `token-of-${member.email}`;
  await edits.createToken(deps.db, {
    organizationId,
    userId,
    name: '',
    tokenHash: sha256(token),
    lastCharacters: token.slice(-4),
    scopes: member.scopes ?? ['org:admin', 'project:admin', 'team:admin', 'member:admin', 'event:admin'],
    now,
  });
  return { userId, token };
}

/** An event as processing stores it: counted in its issue, and among the events. Returns its issue's id. */
export async function storeEvent(api: ApiHarness, event: StoredEvent): Promise<{ eventId: EventId; issueId: IssueId }> {
  const counted = await countEvent(api, event);
  await counted.store();
  return { eventId: counted.eventId, issueId: counted.issueId };
}

/** So many events of one issue; the issue counts the first alone. */
export async function storeEvents(api: ApiHarness, count: number, event: StoredEvent): Promise<{ issueId: IssueId }> {
  const { issueId } = await storeEvent(api, event);
  const rows = Array.from({ length: count - 1 }, () => rowsOf(api, event).row);
  await api.events.insert({ events: rows, payloads: rows }, `${count} of ${issueId}`);
  return { issueId };
}

/** An event that is counted in its issue, and not among the events before `store`. Issue 0: it was discarded. */
export async function countEvent(
  api: ApiHarness,
  event: StoredEvent,
): Promise<{ eventId: EventId; issueId: IssueId; store(): Promise<void> }> {
  const writer = createIssueWriter({ raw: api.sqlite.raw, now: () => api.now });
  const { row, sighting } = rowsOf(api, event);
  const { cursor } = await writer.state(0);
  const to = row.eventId;
  const sightings = [{ position: 0, sighting }];
  const batch = { from: cursor, to, leftOut: [], sightings, relational: [], deadLetters: [] };
  const { issues: made, decisions } = await writer.apply(0, batch);
  return {
    eventId: row.eventId,
    issueId: made[0]?.issueId ?? 0,
    async store() {
      const rows = decisions.discarded.length === 0 ? [row] : [];
      await api.events.insert({ events: rows, payloads: rows }, row.eventId);
      await writer.confirm(0, to);
    },
  };
}

function rowsOf(api: ApiHarness, event: StoredEvent): { row: EventRow & PayloadRow; sighting: IssueSighting } {
  const hash = event.hash ?? 'a'.repeat(32);
  const both = {
    organizationId: 1,
    projectId: api.projects.get(event.project ?? 'api-gateway')?.id ?? 0,
    eventId: event.eventId ?? nextId(),
    timestamp: event.at ?? api.now - HOUR_MS,
    type: 'error',
    level: event.level ?? 'error',
    platform: 'node',
    title: event.title ?? 'TypeError: x is not a function',
    culprit: 'load(orders)',
    user: event.user ?? '',
    release: event.release ?? '',
    environment: event.environment ?? 'production',
  };
  const receivedAt = event.receivedAt ?? both.timestamp + 50;
  const metadata = { type: 'TypeError', value: 'x is not a function', filename: 'orders.js' };
  return {
    sighting: { ...both, hashes: [hash], secondaryHashes: [], metadata, logger: null, isUnhandled: false, receivedAt },
    row: {
      ...both,
      hashId: BigInt(`0x${hash.slice(0, 16)}`),
      receivedAt,
      dist: '',
      service: '',
      transaction: 'GET /orders',
      message: both.title,
      traceId: '',
      spanId: '',
      sdkName: 'sentry.javascript.node',
      sdkVersion: '11.0.0',
      handled: 1,
      tags: event.tags ?? [],
      facts: event.facts ?? [],
      lists: event.lists ?? [],
      payload: JSON.stringify(event.payload ?? { event_id: both.eventId, ...PAYLOAD }),
    },
  };
}
export interface StoredEvent {
  readonly project?: string;
  readonly eventId?: EventId;
  readonly hash?: string;
  readonly at?: number;
  readonly receivedAt?: number;
  readonly title?: string;
  readonly level?: string;
  readonly release?: string;
  readonly environment?: string;
  readonly user?: string;
  readonly tags?: readonly (readonly [string, string])[];
  readonly facts?: readonly (readonly [string, string])[];
  readonly lists?: readonly (readonly [string, readonly string[]])[];
  readonly payload?: object;
}

let lastId = 0;
function nextId(): string {
  return (++lastId).toString(16).padStart(32, '0');
}
