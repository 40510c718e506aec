import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { readEnvelope, type CapturedItem } from './read-envelope.ts';

export interface CapturedEnvelope {
  /** Path and query that the SDK posted to. */
  readonly url: string;
  readonly requestHeaders: IncomingHttpHeaders;
  readonly header: Readonly<Record<string, unknown>>;
  readonly items: readonly CapturedItem[];
  /** The whole body after decompression: what a search for a leaked secret has to look at. */
  readonly body: Buffer;
}

export interface CaptureServer {
  /** Of project 1. */
  readonly dsn: string;
  readonly url: string;
  envelopes(): readonly CapturedEnvelope[];
  /** All items in order of arrival, or those of one type. */
  items(type?: string): readonly CapturedItem[];
  /**
   * Resolves with the predicate's first truthy value; it is asked now and after every envelope.
   * Rejects after `timeoutMs` (10 s when not given) with a list of what did arrive.
   */
  waitFor<T>(predicate: (server: CaptureServer) => T, timeoutMs?: number): Promise<NonNullable<T>>;
  /** What the next requests are answered: status and headers, e.g. a 429 with `X-Sentry-Rate-Limits`. */
  respondWith(status: number, headers?: Readonly<Record<string, string>>): void;
  /** Removes what arrived so far. */
  clear(): void;
  close(): Promise<void>;
}

const PUBLIC_KEY = 'c0ffee00c0ffee00c0ffee00c0ffee00';

const DECODERS: Readonly<Record<string, (body: Buffer) => Promise<Buffer>>> = {
  gzip: promisify(zlib.gunzip),
  'x-gzip': promisify(zlib.gunzip),
  deflate: promisify(zlib.inflate),
  br: promisify(zlib.brotliDecompress),
  // The kit's conformance suite carries this server onto Node 20, which has no zstd.
  ...('zstdDecompress' in zlib && { zstd: promisify(zlib.zstdDecompress) }),
};

/** A real HTTP server on a free port that stands where Sentry's ingest would, and keeps what it is sent. */
export async function startCaptureServer(): Promise<CaptureServer> {
  const received: CapturedEnvelope[] = [];
  const listeners = new Set<() => void>();
  let answer: { status: number; headers: Readonly<Record<string, string>> } = { status: 200, headers: {} };

  const http = createServer((request, response) => {
    void receive(request).then(
      (envelope) => {
        received.push(envelope);
        respond(response, answer, envelope.header['event_id']);
        for (const listener of listeners) listener();
      },
      (error: unknown) => respond(response, { status: 400, headers: { 'x-sentry-error': String(error) } }, undefined),
    );
  });
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(0, '127.0.0.1', resolve);
  });
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('the capture server has no port');

  const server: CaptureServer = {
    dsn: `http://${PUBLIC_KEY}@127.0.0.1:${address.port}/1`,
    url: `http://127.0.0.1:${address.port}`,
    envelopes: () => received,
    items: (type) => received.flatMap((e) => e.items).filter((item) => type === undefined || item.type === type),
    waitFor: (predicate, timeoutMs = 10_000) => waitFor({ server, listeners, predicate, timeoutMs }),
    respondWith: (status, headers = {}) => void (answer = { status, headers }),
    clear: () => void received.splice(0),
    close: () =>
      new Promise((resolve, reject) => {
        http.close((error) => (error === undefined ? resolve() : reject(error)));
        http.closeAllConnections();
      }),
  };
  return server;
}

async function receive(request: IncomingMessage): Promise<CapturedEnvelope> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const encoding = request.headers['content-encoding'] ?? 'identity';
  const raw = Buffer.concat(chunks);
  const decode = DECODERS[encoding];
  if (decode === undefined && encoding !== 'identity') throw new Error(`unknown content-encoding ${encoding}`);
  const body = decode === undefined ? raw : await decode(raw);
  return { url: request.url ?? '', requestHeaders: request.headers, body, ...readEnvelope(body) };
}

function respond(
  response: ServerResponse,
  answer: { status: number; headers: Readonly<Record<string, string>> },
  id: unknown,
): void {
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
  response.end(JSON.stringify(id === undefined ? {} : { id }));
}

function waitFor<T>(wait: {
  readonly server: CaptureServer;
  readonly listeners: Set<() => void>;
  readonly predicate: (server: CaptureServer) => T;
  readonly timeoutMs: number;
}): Promise<NonNullable<T>> {
  const { server, listeners, predicate, timeoutMs } = wait;
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      listeners.delete(ask);
      clearTimeout(timer);
      end();
    };
    const ask = (): void => {
      try {
        const value = predicate(server);
        if (value) settle(() => resolve(value));
      } catch (error) {
        settle(() => reject(error as Error));
      }
    };
    const timer = setTimeout(() => {
      const types = server.items().map((item) => item.type);
      settle(() => reject(new Error(`not seen within ${timeoutMs} ms; arrived: ${types.join(', ') || 'nothing'}`)));
    }, timeoutMs);
    listeners.add(ask);
    ask();
  });
}
