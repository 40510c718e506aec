import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { itemKind, type AcceptedItem, type AcceptedRecord, type OutcomeRecord } from '@garrison/protocol';
import Fastify from 'fastify';
import { createDecompressor } from '../platform/index.ts';
import type { IngestDeps, IngestKey } from './ingest-deps.ts';
import { ingestScope } from './ingest-scope.ts';

export const KEYS = {
  good: 'abcdef0123456789abcdef0123456789',
  limited: '1'.repeat(32),
  disabled: '2'.repeat(32),
  other: '3'.repeat(32),
  unknown: '4'.repeat(32),
} as const;

const KNOWN: Readonly<Record<string, IngestKey>> = {
  [KEYS.good]: { id: 7, organizationId: 1, projectId: 42, isActive: true, rateLimit: null },
  [KEYS.limited]: {
    id: 8,
    organizationId: 1,
    projectId: 42,
    isActive: true,
    rateLimit: { windowSeconds: 60, count: 2 },
  },
  [KEYS.disabled]: { id: 9, organizationId: 1, projectId: 42, isActive: false, rateLimit: null },
  [KEYS.other]: { id: 10, organizationId: 1, projectId: 43, isActive: true, rateLimit: null },
};

export const NOW = Date.UTC(2026, 10, 24, 12, 0, 10);

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface TestDoor {
  readonly items: AcceptedItem[];
  readonly outcomes: OutcomeRecord[];
  /** One entry per hand-over that was tried. */
  readonly handovers: (readonly AcceptedRecord[])[];
  /** Lines at `warn` and above. */
  readonly complaints: unknown[];
  readonly port: number;
  now: number;
  stopping: boolean;
  /** Set: the next hand-overs reject. */
  broken: boolean;
  /** `body` undefined sends none; an array is sent chunked. */
  send(path: string, options?: SendOptions): Promise<Reply>;
  /** Flushes, and stops listening. */
  close(): Promise<void>;
}

export interface SendOptions {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Uint8Array | readonly Uint8Array[];
}

/** The door over real HTTP, with keys of four kinds and a hand-over that only notes. */
export async function openTestDoor(overrides: Partial<IngestDeps> & { trustProxy?: string[] } = {}): Promise<TestDoor> {
  const { trustProxy, ...deps } = overrides;
  const app = Fastify({
    routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true },
    ...(trustProxy && { trustProxy }),
  });
  const items: AcceptedItem[] = [];
  const outcomes: OutcomeRecord[] = [];
  const handovers: (readonly AcceptedRecord[])[] = [];
  const complaints: unknown[] = [];
  const quiet = (): void => {};
  const logger = {
    debug: quiet,
    info: quiet,
    warn: (...line: unknown[]) => void complaints.push(line),
    error: (...line: unknown[]) => void complaints.push(line),
    fatal: (...line: unknown[]) => void complaints.push(line),
    child: () => logger,
  };
  const door: TestDoor = {
    get port() {
      return (app.server.address() as AddressInfo).port;
    },
    items,
    outcomes,
    handovers,
    complaints,
    now: NOW,
    stopping: false,
    broken: false,
    send: (path, options = {}) => send(door.port, path, options),
    close: () => app.close(),
  };
  await app.register(
    ingestScope({
      findKey: (publicKey) => KNOWN[publicKey],
      async handover(records) {
        handovers.push(records);
        if (door.broken) throw new Error('disk full');
        for (const record of records) {
          if (record.kind === 'item') items.push(record);
          else outcomes.push(record.record);
        }
      },
      now: () => door.now,
      isStopping: () => door.stopping,
      accepts: new Set(['event', 'feedback', 'raw_security', 'user_report', 'attachment', 'session', 'sessions']),
      decompress: createDecompressor(),
      limits: { envelopeBytesMax: 20 * 1024 * 1024, heldBytesMax: 100 * 1024 * 1024 },
      logger,
      ...deps,
    }),
  );
  await app.listen({ port: 0, host: '127.0.0.1' });
  return door;
}

/** A client that sends exactly these bytes, and reads an answer that comes before the body is through. */
function send(port: number, path: string, options: SendOptions): Promise<Reply> {
  const { body, headers = {} } = options;
  const method = options.method ?? (body === undefined ? 'GET' : 'POST');
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port, host: '127.0.0.1', path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.on('error', reject);
    if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) return void request.end(body);
    for (const chunk of body) request.write(chunk);
    request.end();
  });
}

/** What must be true after any number of requests: each item of a known type was handed over or counted. */
export function unitsOf(door: TestDoor): Record<string, number> {
  const units: Record<string, number> = {};
  const add = (name: string, quantity: number): void => void (units[name] = (units[name] ?? 0) + quantity);
  for (const item of door.items) add(`handed over ${itemKind(item.type)?.category}`, 1);
  for (const record of door.outcomes) add(`${record.outcome} ${record.category} ${record.reason}`, record.quantity);
  return units;
}
