import { readdirSync, readFileSync } from 'node:fs';

/** A request as a client sent it; `body` is the envelope before any content encoding. */
export interface RecordedRequest {
  /** The file, e.g. `out11`. */
  readonly recording: string;
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

interface Line {
  readonly m?: string;
  readonly u?: string;
  readonly hd?: Record<string, string>;
  readonly body?: string;
  readonly env?: { readonly h: object; readonly items: readonly (readonly [Record<string, unknown>, unknown])[] };
}

const DIRECTORY = new URL('../corpus/', import.meta.url);

/** Every envelope that was recorded, in the order it was sent. */
export function readCorpus(): RecordedRequest[] {
  return readdirSync(DIRECTORY)
    .filter((name) => name.endsWith('.jsonl'))
    .toSorted()
    .flatMap((name) =>
      readFileSync(new URL(name, DIRECTORY), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .flatMap((line) => toRequest(name.slice(0, -'.jsonl'.length), JSON.parse(line))),
    );
}

function toRequest(recording: string, line: Line): RecordedRequest[] {
  const { m: method, u: url, hd: headers, env, body } = line;
  if (method === undefined || url === undefined || !url.includes('/envelope/')) return [];
  return [
    {
      recording,
      method,
      url,
      headers: headers ?? {},
      body: env === undefined ? Buffer.from(body ?? '') : envelopeBytes(env),
    },
  ];
}

/** Payloads were recorded parsed, so a `length` is counted again. */
function envelopeBytes(envelope: NonNullable<Line['env']>): Buffer {
  const parts = envelope.items.flatMap(([header, payload]) => {
    const bytes = Buffer.from(isRaw(payload) ? payload.__raw : JSON.stringify(payload));
    const sent = 'length' in header ? { ...header, length: bytes.length } : header;
    return [Buffer.from(`${JSON.stringify(sent)}\n`), bytes, Buffer.from('\n')];
  });
  return Buffer.concat([Buffer.from(`${JSON.stringify(envelope.h)}\n`), ...parts]);
}

function isRaw(payload: unknown): payload is { __raw: string } {
  return typeof payload === 'object' && payload !== null && '__raw' in payload && typeof payload.__raw === 'string';
}
