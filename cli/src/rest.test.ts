import { startGarrisonServer, type GarrisonServer } from '@garrison/testkit';
import { defineOrganization } from '@garrison/topology';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyTopology } from './commands/topology/apply.ts';
import { planTopology } from './commands/topology/plan.ts';
import { createRest } from './rest.ts';

const config = defineOrganization({
  slug: 'acme-corp',
  teams: { payments: { name: 'Payments' }, frontend: {} },
  projects: { 'payment-api': { platform: 'node-express', teams: ['payments', 'frontend'] } },
});

let server: GarrisonServer;
beforeAll(async () => {
  server = await startGarrisonServer();
});
afterAll(() => server.stop());

describe('the topology over the API', () => {
  it('is applied once, and then there is nothing to do', async () => {
    const rest = createRest({ url: server.url, token: server.adminToken });
    const planned = await planTopology(config, rest);
    const applied: string[] = [];
    for await (const line of applyTopology(config, rest)) applied.push(line);
    expect(applied).toEqual(planned);
    expect(applied).toContain('create project payment-api');
    expect(await planTopology(config, rest)).toEqual([]);
  });

  it('says which call was refused, and which address does not answer', async () => {
    const stranger = createRest({ url: server.url, token: 'none' });
    await expect(planTopology(config, stranger)).rejects.toThrow(/GET http.*answered 401/);
    const nobody = createRest({ url: 'http://127.0.0.1:9', token: 'none' });
    await expect(planTopology(config, nobody)).rejects.toThrow(/127\.0\.0\.1:9 does not answer/);
  });
});
