import { randomUUID } from 'node:crypto';
import { crc32, gzipSync } from 'node:zlib';
import { parseDsn, type Dsn } from '@garrison/protocol';
import { buildErrorEvent, createRandom } from '@garrison/testkit';

/** One request on the wire, and the id it carries. */
export interface LoadRequest {
  readonly eventId: string;
  readonly bytes: Buffer;
}

export interface LoadRequests {
  readonly host: string;
  readonly port: number;
  next(): LoadRequest;
}

const SMALL_BYTES = 4_000;
const LARGE_BYTES = 19_000;
const SMALL_SHARE = 0.7;
const KINDS = 50;
/** Distinct payloads; ids are new each time. */
const PAYLOADS = 500;

/**
 * The load of the benchmark: 70 % events of about 4 KB, 30 % of about 19 KB, 50 exception types, many releases and users. Payloads are made once;
 * a request is a payload behind a fresh envelope header, whose `event_id` is the one that counts. Compressed requests are two gzip members, of which only
 * the first is made anew, so that the generator stays cheap beside the server.
 */
export function createLoadRequests(dsnText: string, options: { gzipShare: number; seed: number }): LoadRequests {
  const dsn = parseDsn(dsnText);
  if (dsn === null) throw new Error(`Not a DSN: ${dsnText}`);
  const random = createRandom(options.seed);
  const timestamp = Math.floor(Date.now() / 1000);
  const payloads = Array.from({ length: PAYLOADS }, (_, index) => {
    const bytes = random.next() < SMALL_SHARE ? SMALL_BYTES : LARGE_BYTES;
    const { event_id: _own, ...event } = buildErrorEvent({
      seed: options.seed + index,
      bytes,
      kinds: KINDS,
      timestamp,
    });
    const plain = Buffer.from(`${JSON.stringify({ type: 'event' })}\n${JSON.stringify(event)}\n`);
    return { plain, compressed: gzipSync(plain) };
  });
  const heads = { plain: requestHead(dsn, ''), gzip: requestHead(dsn, 'Content-Encoding: gzip\r\n') };
  return {
    host: dsn.host,
    port: Number(dsn.port === '' ? 80 : dsn.port),
    next() {
      const eventId = randomUUID().replaceAll('-', '');
      const header = Buffer.from(`{"event_id":"${eventId}","sent_at":"${new Date().toISOString()}"}\n`);
      const payload = random.pick(payloads);
      const parts =
        random.next() < options.gzipShare
          ? { head: heads.gzip, body: [storedGzip(header), payload.compressed] }
          : { head: heads.plain, body: [header, payload.plain] };
      const length = parts.body.reduce((sum, part) => sum + part.length, 0);
      return { eventId, bytes: Buffer.concat([Buffer.from(`${parts.head}${length}\r\n\r\n`), ...parts.body]) };
    },
  };
}

function requestHead(dsn: Dsn, encoding: string): string {
  const query = `sentry_version=7&sentry_key=${dsn.publicKey}&sentry_client=sentry.javascript.node%2F11.12.0`;
  return (
    `POST ${dsn.path}/api/${dsn.projectId}/envelope/?${query} HTTP/1.1\r\nHost: ${dsn.host}\r\n` +
    `User-Agent: sentry.javascript.node/11.12.0\r\n${encoding}Content-Length: `
  );
}

/** A gzip member that stores its content: header, one final stored block, CRC-32 and length (RFC 1952, RFC 1951 §3.2.4). */
function storedGzip(content: Buffer): Buffer {
  const member = Buffer.alloc(10 + 5 + content.length + 8);
  member.set([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1]);
  member.writeUInt16LE(content.length, 11);
  member.writeUInt16LE(~content.length & 0xffff, 13);
  content.copy(member, 15);
  member.writeUInt32LE(crc32(content), 15 + content.length);
  member.writeUInt32LE(content.length, 19 + content.length);
  return member;
}
