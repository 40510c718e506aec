import { lookup as resolveName } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP } from 'node:net';

export interface OutboundRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export type OutboundAnswer =
  | {
      readonly ok: true;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  /** `refused`: the target is not allowed. `unreached`: no connection was made. `failed`: the request may have arrived. */
  | { readonly ok: false; readonly kind: 'refused' | 'unreached' | 'failed'; readonly problem: string };

/** Sends one request to an address that people configured. Never throws. */
export type Outbound = (request: OutboundRequest) => Promise<OutboundAnswer>;

export interface OutboundOptions {
  /** Lets requests go to loopback and private networks, and over plain HTTP. */
  readonly allowPrivate: boolean;
  readonly timeoutMs?: number;
  readonly answerBytesMax?: number;
  /** All addresses of a host name; for tests. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

const TIMEOUT_MS = 10_000;
const ANSWER_BYTES_MAX = 64 * 1024;

/**
 * The only way out of the server: https alone, no redirects, no private addresses, the checked address is the one that is connected to,
 * a time limit over the whole exchange, and a bound on the answer. Proxies of the environment are not used.
 */
export function createOutbound(options: OutboundOptions): Outbound {
  const checkHost = createHostCheck(options);
  return async (request) => {
    const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
    if (url === undefined) return refused(`“${request.url}” is no URL`);
    if (url.protocol !== 'https:' && !(options.allowPrivate && url.protocol === 'http:')) {
      return refused(`${url.protocol}// is not allowed: use https://`);
    }
    if (url.username !== '' || url.password !== '') return refused('the URL must not hold a user name or password');
    const host = await checkHost(url.hostname.replace(/^\[|\]$/g, ''));
    if (!host.ok) return { ok: false, kind: host.isTemporary ? 'unreached' : 'refused', problem: host.problem };
    const { address } = host;
    return send(request, { url, address, options });
  };
}

/** The address of a host that people configured, or why it may not be connected to. */
export type HostCheck = (
  host: string,
) => Promise<
  | { readonly ok: true; readonly address: string }
  | { readonly ok: false; readonly isTemporary: boolean; readonly problem: string }
>;

export function createHostCheck({ allowPrivate, resolve = allAddresses }: OutboundOptions): HostCheck {
  return async (host) => {
    let addresses: readonly string[];
    try {
      addresses = isIP(host) === 0 ? await resolve(host) : [host];
    } catch {
      return { ok: false, isTemporary: true, problem: `the name ${host} cannot be resolved` };
    }
    const blocked = allowPrivate ? undefined : addresses.find(isPrivateAddress);
    if (blocked !== undefined) {
      const problem = `${host} is at ${blocked}, a private address, which is not allowed`;
      return { ok: false, isTemporary: false, problem };
    }
    const [address] = addresses;
    if (address === undefined) return { ok: false, isTemporary: true, problem: `the name ${host} has no address` };
    return { ok: true, address };
  };
}

function refused(problem: string): OutboundAnswer {
  return { ok: false, kind: 'refused', problem };
}

async function allAddresses(host: string): Promise<readonly string[]> {
  return (await resolveName(host, { all: true, verbatim: true })).map(({ address }) => address);
}

interface Target {
  readonly url: URL;
  readonly address: string;
  readonly options: OutboundOptions;
}

function send(request: OutboundRequest, { url, address, options }: Target): Promise<OutboundAnswer> {
  const { method, headers, body } = request;
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  return new Promise((done) => {
    let isConnected = false;
    const fail = (problem: string): void => done({ ok: false, kind: isConnected ? 'failed' : 'unreached', problem });
    const call = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const sent = call(url, {
      method,
      headers: { 'user-agent': 'Garrison', ...headers, ...length },
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
      // What was checked is what is connected to: the name is not resolved a second time.
      lookup: (_host, lookupOptions, found) => {
        const family = isIP(address);
        if (typeof lookupOptions === 'object' && lookupOptions.all === true) found(null, [{ address, family }]);
        else found(null, address, family);
      },
    });
    sent.on('socket', (socket) => {
      socket.on(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => void (isConnected = true));
    });
    sent.on('response', (answer) =>
      readAnswer(answer, { bytesMax: options.answerBytesMax ?? ANSWER_BYTES_MAX, done, fail }),
    );
    sent.on('error', (error) => {
      const late = error.name === 'TimeoutError' || error.name === 'AbortError';
      fail(late ? `no answer within ${timeoutMs} ms` : error.message);
    });
    sent.end(body);
  });
}

interface AnswerReader {
  readonly bytesMax: number;
  readonly done: (answer: OutboundAnswer) => void;
  readonly fail: (problem: string) => void;
}

/** A longer answer is cut: its start is what a person needs to read. A redirect is an answer like any other. */
function readAnswer(answer: IncomingMessage, { bytesMax, done, fail }: AnswerReader): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const finish = (): void => {
    const headers = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]));
    const body = Buffer.concat(chunks).subarray(0, bytesMax).toString('utf8');
    done({ ok: true, status: answer.statusCode ?? 0, headers, body });
  };
  answer.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes <= bytesMax) return;
    finish();
    answer.destroy();
  });
  answer.on('end', finish);
  answer.on('error', (error) => fail(error.message));
}

const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  PRIVATE.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  PRIVATE.addSubnet(network, prefix, 'ipv6');
}

/** Loopback, private, link-local, carrier-grade, documentation, multicast and reserved ranges; IPv4 within IPv6, too. */
export function isPrivateAddress(address: string): boolean {
  const mapped = /^::(?:ffff:(?:0:)?)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return isPrivateAddress(mapped);
  const family = isIP(address);
  if (family === 0) return true;
  return PRIVATE.check(address, family === 4 ? 'ipv4' : 'ipv6');
}
