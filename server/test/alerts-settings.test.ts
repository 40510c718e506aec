import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { type GarrisonServer, startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Receiver, startReceiver } from './receiver.ts';

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());

/** What the test of a channel at a private address answers. */
async function testOf(server: GarrisonServer): Promise<{ outcome: string; answer: string }> {
  const base = `/api/garrison/organizations/${await server.organization()}/integrations/`;
  const post = async (path: string, body: object) =>
    (await server.api(path, { method: 'POST', body: JSON.stringify(body) })).json();
  const { id } = (await post(base, { provider: 'slack', name: '#a', secret: { url: `${receiver.url}/slack` } })) as {
    id: string;
  };
  return (await post(`${base}${id}/test/`, {})) as { outcome: string; answer: string };
}

describe('GARRISON_ALLOW_PRIVATE_TARGETS', () => {
  it('keeps messages from private addresses unless it is true', async () => {
    const server = await startGarrisonServer();
    expect(await testOf(server)).toMatchObject({ outcome: 'failed', answer: expect.stringContaining('not allowed') });
    expect(receiver.received).toEqual([]);
    await server.stop();
  });
});

describe('GARRISON_SECRET_KEY', () => {
  it('encrypts secrets in place of a key file', async () => {
    const env = { GARRISON_SECRET_KEY: 'a'.repeat(64), GARRISON_ALLOW_PRIVATE_TARGETS: 'true' };
    const server = await startGarrisonServer({ env });
    expect(await testOf(server)).toMatchObject({ outcome: 'sent' });
    await expect(access(join(server.dataDirectory, 'secret.key'))).rejects.toThrow('ENOENT');
    await server.stop();
  });
});
