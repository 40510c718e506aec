import { type GarrisonServer, startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorAt, groupingTester, type GroupingTester } from './grouping-tester.ts';
import { readBack } from './read-back.ts';
import { sendEvent } from './send-event.ts';

/** From hashes to issues, through the whole server. */
let server: GarrisonServer;
let tester: GroupingTester;
beforeAll(async () => {
  server = await startGarrisonServer();
  tester = await groupingTester(server);
});
afterAll(() => server.stop());

const [NOW, BEFORE] = ['newstyle:2026-01-20', 'newstyle:2023-01-11'];

describe('a transition to another version of grouping', () => {
  it('finds known errors in their issues, without keeping hashes of the version before', async () => {
    await tester.project('transition', { groupingConfig: BEFORE });
    const known = await tester.issueOf('transition', errorAt('known'));
    await tester.project('transition', { groupingConfig: NOW });
    expect(await tester.issueOf('transition', errorAt('known'))).toBe(known);
    const fresh = await tester.issueOf('transition', errorAt('fresh'));
    expect(fresh).not.toBe(known);

    const alone = { secondaryGroupingConfig: null, secondaryGroupingExpiry: 0 };
    await tester.project('transition', { groupingConfig: NOW, ...alone });
    expect(await tester.issueOf('transition', errorAt('known'))).toBe(known);
    await tester.project('transition', { groupingConfig: BEFORE, ...alone });
    expect(await tester.issueOf('transition', errorAt('known'))).toBe(known);
    expect(await tester.issueOf('transition', errorAt('fresh'))).not.toBe(fresh);
  });

  it('secondaryGroupingExpiry: once it is over, nothing is looked up by the version before', async () => {
    await tester.project('expired', { groupingConfig: BEFORE });
    const known = await tester.issueOf('expired', errorAt('known'));
    await tester.project('expired', { groupingConfig: NOW, secondaryGroupingExpiry: 1 });
    expect(await tester.issueOf('expired', errorAt('known'))).not.toBe(known);
  });
});

describe('merging and unmerging', () => {
  it('send what comes later where it belongs', async () => {
    const orders = await tester.issueOf('merging', errorAt('orders'));
    const payments = await tester.issueOf('merging', errorAt('payments'));
    await tester.call('PUT', `${tester.issues}?id=${orders}&id=${payments}`, { merge: 1 });
    const merged = await tester.issueOf('merging', errorAt('payments'));
    expect(await tester.issueOf('merging', errorAt('orders'))).toBe(merged);

    type Hash = { readonly id: string; readonly latestEvent: { readonly title: string } };
    const hashes = await tester.call<Hash[]>('GET', `${tester.issues}${merged}/hashes/`);
    expect(hashes.map(({ latestEvent }) => latestEvent.title).toSorted()).toEqual(['Error: orders', 'Error: payments']);
    const paid = hashes.find(({ latestEvent }) => latestEvent.title === 'Error: payments')?.id;
    const made = await tester.call<{ id: string }>('DELETE', `${tester.issues}${merged}/hashes/?id=${paid}`);
    expect(await tester.issueOf('merging', errorAt('payments'))).toBe(made.id);
    expect(await tester.issueOf('merging', errorAt('orders'))).toBe(merged);
    const counted = async (id: string) => (await tester.call<{ count: string }>('GET', `${tester.issues}${id}/`)).count;
    expect([await counted(merged), await counted(made.id)]).toEqual(['3', '3']);
  });
});

describe('delete and discard', () => {
  it('drops later events of the hash, counted with the reason', async () => {
    const issue = await tester.issueOf('discarding', errorAt('noise'));
    await tester.call('PUT', `${tester.issues}${issue}/`, { discard: true });
    const { response } = await sendEvent(await server.dsn('discarding'), { ...errorAt('noise') });
    expect(response.status).toBe(200);
    const organization = await server.organization();
    const stats = `/api/0/organizations/${organization}/stats_v2/?field=sum(quantity)&groupBy=outcome&groupBy=reason&statsPeriod=1d&interval=1h`;
    type Groups = {
      readonly groups: readonly { readonly by: { readonly outcome: string; readonly reason: string } }[];
    };
    const { groups } = await readBack<Groups>(server, stats, (answer) =>
      answer.groups.some(({ by }) => by.reason === 'discarded-hash'),
    );
    expect(groups.find(({ by }) => by.reason === 'discarded-hash')?.by.outcome).toBe('filtered');
    await tester.issueOf('discarding', errorAt('signal'));
    const left = await tester.call<object[]>('GET', `/api/0/projects/${organization}/discarding/issues/`);
    expect(left).toMatchObject([{ title: 'Error: signal' }]);
  });
});
