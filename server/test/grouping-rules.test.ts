import { type GarrisonServer, startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorAt, groupingTester, type GroupingTester } from './grouping-tester.ts';

/** Rules that people write, and events that nothing should break, through the whole server. */
let server: GarrisonServer;
let tester: GroupingTester;
let organization: string;
beforeAll(async () => {
  server = await startGarrisonServer();
  tester = await groupingTester(server);
  organization = await server.organization();
});
afterAll(() => server.stop());

interface Info {
  readonly hashes: readonly string[];
  readonly grouping_config: string;
  readonly variants: Readonly<Record<string, { readonly contributes: boolean; readonly matchedRule?: string }>>;
}

const explain = (slug: string, eventId: string) =>
  tester.call<Info>('GET', `/api/0/projects/${organization}/${slug}/events/${eventId}/grouping-info/`);

describe('rules of a project', () => {
  it('for fingerprints change the group and the title of the next event', async () => {
    const [before, other] = [await tester.issueOf('fingerprints', errorAt('a')), errorAt('b')];
    await tester.project('fingerprints', { fingerprintingRules: 'type:Error -> all title="All of {{ type }}"' });
    const event = await tester.send('fingerprints', errorAt('a'));
    expect(event.groupID).not.toBe(before);
    expect(event.title).toBe('All of Error');
    expect(await tester.issueOf('fingerprints', other)).toBe(event.groupID);
    const { variants } = await explain('fingerprints', event.eventID);
    expect(variants['custom_fingerprint']).toMatchObject({
      contributes: true,
      matchedRule: 'type:Error -> all title="All of {{ type }}"',
    });
  });

  it('for stack traces change the group of the next event', async () => {
    const before = await tester.issueOf('stack-traces', errorAt('a'));
    await tester.project('stack-traces', { groupingEnhancements: 'function:a -group\nfunction:b -group' });
    const joined = await tester.issueOf('stack-traces', errorAt('a'));
    expect(joined).not.toBe(before);
    await tester.project('stack-traces', { groupingEnhancements: '' });
    expect(await tester.issueOf('stack-traces', errorAt('a'))).toBe(before);
  });

  it('are tried on the events of an issue before they are saved', async () => {
    const events = [await tester.send('preview', { message: 'order 1 of ann failed' })];
    events.push(await tester.send('preview', { message: 'order 2 of ann failed' }));
    const [issue] = events.map(({ groupID }) => groupID);
    expect(events.map(({ groupID }) => groupID)).toEqual([issue, issue]);
    const path = `/api/garrison/organizations/${organization}/issues/${issue}/grouping-preview/`;
    const preview = (body: object) =>
      tester.call<{ errors: object[]; eventCount: number; groups: object[] }>('POST', path, body);
    expect(await preview({})).toMatchObject({
      errors: [],
      eventCount: 2,
      groups: [{ count: 2, issue: { id: issue }, eventIds: events.map(({ eventID }) => eventID).toReversed() }],
    });
    const apart = await preview({ fingerprintingRules: 'message:"order 2*" -> second title="Second"\nnonsense' });
    expect(apart.errors).toMatchObject([{ field: 'fingerprintingRules', line: 2, column: 1 }]);
    expect(apart.groups).toHaveLength(2);
    expect(apart.groups).toContainEqual(
      expect.objectContaining({ title: 'Second', count: 1, issue: null, eventIds: [events[1]?.eventID] }),
    );
    expect(await tester.issueOf('preview', { message: 'order 2 of ann failed' })).toBe(issue);
  });

  it('are checked as they are written, with the place of each mistake', async () => {
    const body = { enhancements: 'function:a -app\nfunction:b up', fingerprintingRules: 'type:A' };
    expect(await tester.call('POST', '/api/garrison/grouping/validate/', body)).toEqual({
      errors: [
        { field: 'enhancements', line: 2, column: 12, message: expect.stringContaining('expected an action') },
        { field: 'fingerprintingRules', line: 1, column: 7, message: expect.stringContaining('`->`') },
      ],
    });
  });

  it('that would explode a backtracking engine are only slow to read', async () => {
    const pattern = `${'*a'.repeat(200)}b`;
    await tester.project('explosive', {
      fingerprintingRules: `message:"${pattern}" -> never`,
      groupingEnhancements: `function:${pattern} -app\npath:${'**/a'.repeat(100)}/b -app`,
    });
    const text = 'a'.repeat(8000);
    const frames = [{ function: text, filename: `/${'a/'.repeat(500)}x.py`, in_app: true }];
    const exception = { values: [{ type: 'Error', value: text, stacktrace: { frames } }] };
    const { eventID } = await tester.send('explosive', { platform: 'python', message: text, exception });
    expect(Object.keys((await explain('explosive', eventID)).variants)).toContain('app_exception_stacktrace');
  });
});

const MD5_OF_NOTHING = 'd41d8cd98f00b204e9800998ecf8427e';

describe('events that say little or too much', () => {
  interface Found {
    readonly hashes: readonly string[];
    readonly meta: { readonly grouping_config?: { '': { err: [string][] } }; readonly entries?: object };
  }
  const find = async (event: object): Promise<Found> => {
    const { eventID } = await tester.send('odd', event);
    const path = `/api/0/projects/${organization}/odd/events/${eventID}/`;
    const { _meta: meta } = await tester.call<{ _meta: Found['meta'] }>('GET', path);
    return { meta, hashes: (await explain('odd', eventID)).hashes };
  };
  const link = (id: number, parent: number) => ({
    type: 'Group',
    mechanism: { type: 'chained', exception_id: id, parent_id: parent, is_exception_group: true },
  });

  it.each<[string, object]>([
    ['nothing', {}],
    ['no frames', { stacktrace: { frames: [] } }],
    ['an exception without anything', { exception: { values: [{}] } }],
    ['values of other kinds', { exception: [7, null, [[]]], message: { a: 1 }, fingerprint: {} }],
  ])('%s: the event is kept, grouped by the fallback, and says so', async (_what, event) => {
    const { hashes, meta } = await find(event);
    expect(hashes).toEqual([MD5_OF_NOTHING]);
    expect(meta.grouping_config?.[''].err[0]?.[0]).toBe('grouped_by_fallback');
  });

  it('a circle of exceptions: they are grouped in their order, and it is said', async () => {
    const { hashes, meta } = await find({ exception: { values: [link(1, 2), link(2, 1)] } });
    expect(hashes).not.toContain(MD5_OF_NOTHING);
    expect(meta.grouping_config?.[''].err[0]?.[0]).toBe('exception_group_ignored');
  });

  it('10,000 frames: those at both ends decide, and it is said that others were cut', async () => {
    const frames = Array.from({ length: 10_000 }, (_, at) => ({ function: `f${at}`, filename: 'a.py', in_app: true }));
    const { hashes, meta } = await find({ exception: { values: [{ type: 'Deep', stacktrace: { frames } }] } });
    expect(hashes).not.toContain(MD5_OF_NOTHING);
    expect(meta.grouping_config).toBeUndefined();
    const cut = { values: { 0: { stacktrace: { frames: { '': { len: 10_000 } } } } } };
    expect(meta.entries).toMatchObject({ 0: { data: cut } });
  });
});
