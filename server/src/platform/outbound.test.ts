import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createOutbound, isPrivateAddress, type OutboundOptions } from './outbound.ts';

const open: Server[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  open.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const send = (url: string, options: Partial<OutboundOptions> = {}) =>
  createOutbound({ allowPrivate: true, ...options })({ url, method: 'POST', headers: { 'x-a': '1' }, body: 'hällo' });

test('a request and its answer go through', async () => {
  const url = await serve((request, response) => {
    void request.toArray().then((chunks: Buffer[]) => {
      const body = Buffer.concat(chunks).toString();
      response
        .writeHead(202, { 'content-type': 'text/plain' })
        .end(`${request.method} ${String(request.headers['x-a'])} ${body}`);
    });
  });
  expect(await send(url)).toMatchObject({ ok: true, status: 202, body: 'POST 1 hällo' });
});

test('a redirect is not followed', async () => {
  let second = 0;
  const url = await serve((request, response) => {
    if (request.url === '/next') second += 1;
    response.writeHead(302, { location: '/next' }).end();
  });
  expect(await send(url)).toMatchObject({ ok: true, status: 302 });
  expect(second).toBe(0);
});

test('an answer of 10 MB is cut', async () => {
  const url = await serve((_, response) => response.end(Buffer.alloc(10 << 20, 'x')));
  const answer = await send(url, { answerBytesMax: 1000 });
  expect(answer).toMatchObject({ ok: true, status: 200, body: 'x'.repeat(1000) });
});

test('no answer ends with a sentence', async () => {
  const url = await serve(() => undefined);
  expect(await send(url, { timeoutMs: 50 })).toEqual({ ok: false, kind: 'failed', problem: 'no answer within 50 ms' });
});

test('a closed port is a failure, not an exception', async () => {
  expect(await send('http://127.0.0.1:1')).toMatchObject({ ok: false, kind: 'unreached' });
});

describe('what is not allowed is refused before anything is sent', () => {
  test.each([
    ['not a url', 'is no URL'],
    ['http://example.com', 'use https://'],
    ['ftp://example.com', 'use https://'],
    ['https://user:pass@example.com', 'user name or password'],
    ['https://127.0.0.1/', 'a private address'],
    ['https://[::1]/', 'a private address'],
    ['https://2130706433/', 'a private address'],
    ['https://inside.example/', 'a private address'],
    ['https://mixed.example/', 'a private address'],
    ['https://gone.example/', 'cannot be resolved'],
  ])('%s', async (url, problem) => {
    const names: Record<string, string[]> = {
      'inside.example': ['10.1.2.3'],
      'mixed.example': ['93.184.216.34', '169.254.169.254'],
    };
    const resolve = async (host: string): Promise<readonly string[]> => {
      const found = names[host];
      if (found === undefined) throw new Error('not found');
      return found;
    };
    const answer = await send(url, { allowPrivate: false, resolve });
    // A name may be resolved at the next try.
    const kind = url.includes('gone.example') ? 'unreached' : 'refused';
    expect(answer).toMatchObject({ ok: false, kind, problem: expect.stringContaining(problem) as string });
  });

  test('the address that was checked is the one that is connected to', async () => {
    const url = await serve((_, response) => response.end('here'));
    const { port } = new URL(url);
    let asked = 0;
    const resolve = async () => (asked++ === 0 ? ['127.0.0.1'] : ['203.0.113.9']);
    expect(await send(`http://changing.example:${port}`, { resolve })).toMatchObject({ ok: true, body: 'here' });
    expect(asked).toBe(1);
  });
});

test.each([
  ['8.8.8.8', false],
  ['2606:4700::1111', false],
  ['100.64.0.1', true],
  ['172.31.255.255', true],
  ['172.32.0.1', false],
  ['::ffff:10.0.0.1', true],
  ['::ffff:8.8.8.8', false],
  ['fd12::1', true],
  ['fe80::1', true],
  ['2002:7f00:1::', true],
  ['nonsense', true],
])('%s is private: %s', (address, expected) => {
  expect(isPrivateAddress(address)).toBe(expected);
});
