import { afterAll, beforeAll, expect, it } from 'vitest';
import { createIssueWriter } from '../../store/index.ts';
import { addMember, startApi, storeEvent, type ApiHarness } from '../api-harness.ts';

const EVENT = 'e'.repeat(32);
let api: ApiHarness;
let issueId: number;

beforeAll(async () => {
  api = await startApi({ engine: true });
  ({ issueId } = await storeEvent(api, { eventId: EVENT }));
  const projectId = api.projects.get('api-gateway')?.id ?? 0;
  const bytes = Buffer.from('<script>alert(1)</script>');
  await api.blobs.put('some/key', bytes);
  await api.blobs.put('other/key', Buffer.from('stays'));
  const { eventId: other } = await storeEvent(api, { hash: 'b2'.repeat(16) });
  const common = { projectId, eventId: EVENT, createdAt: api.now };
  const writer = createIssueWriter({ raw: api.sqlite.raw, now: () => api.now });
  const { cursor } = await writer.state(0);
  const report = { ...common, name: 'Ann', email: 'ann@example.com', comments: 'It broke', hashes: [] };
  const attachments = [
    {
      ...common,
      name: 'page "x".html',
      contentType: 'text/html',
      attachmentType: 'event.attachment',
      size: bytes.length,
      sha1: 'ab',
      blobKey: 'some/key',
    },
    {
      ...common,
      eventId: other,
      name: 'other.txt',
      contentType: 'text/plain',
      attachmentType: 'event.attachment',
      size: 5,
      sha1: 'cd',
      blobKey: 'other/key',
    },
  ];
  const deadLetters = [
    {
      ...common,
      organizationId: 1,
      itemType: 'event',
      reason: 'processing_error',
      detail: 'it broke',
      item: new Uint8Array([1]),
    },
    {
      ...common,
      organizationId: null,
      projectId: null,
      itemType: 'unknown',
      reason: 'processing_error',
      detail: 'the disk broke it',
      item: new Uint8Array(),
    },
  ];
  await writer.apply(0, {
    from: cursor,
    to: 'attachments',
    leftOut: [],
    sightings: [],
    relational: [
      { kind: 'user_report' as const, row: report },
      ...attachments.map((row) => ({ kind: 'attachment', row }) as const),
    ].map((change, position) => ({ position, change })),
    deadLetters: deadLetters.map((row) => ({ row })),
  });
  // Events of a batch that is not confirmed are deleted later.
  await writer.confirm(0, 'attachments');
});
afterAll(() => api.close());

it('lists the attachments of an event, and gives the bytes as a download', async () => {
  const path = `/api/0/projects/acme/api-gateway/events/${EVENT}/attachments/`;
  const { body } = await api.call('GET', path);
  expect(body).toMatchObject([{ name: 'page "x".html', mimetype: 'text/html', size: 25, event_id: EVENT }]);
  const own = `${path}${body[0].id}/`;
  expect((await api.call('GET', own)).body).toEqual(body[0]);
  const bytes = await api.call('GET', `${own}?download=1`);
  expect(bytes.text).toBe('<script>alert(1)</script>');
  expect(bytes.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': "attachment; filename*=UTF-8''page%20%22x%22.html",
    'x-content-type-options': 'nosniff',
  });
  // Not through another project.
  expect((await api.call('GET', own.replace('api-gateway', 'payment-api'))).status).toBe(404);
});

it('shows what users reported', async () => {
  const { body } = await api.call('GET', '/api/0/projects/acme/api-gateway/user-feedback/');
  expect(body).toMatchObject([{ name: 'Ann', comments: 'It broke', eventID: EVENT }]);
});

it('shows the dead letters, not what was in them', async () => {
  const answer = await api.call('GET', '/api/garrison/organizations/acme/dead-letters/');
  const own = { itemType: 'event', reason: 'processing_error', detail: 'it broke' };
  expect(answer.body).toMatchObject([{ projectId: null, detail: 'the disk broke it' }, own]);
  expect(answer.text).not.toContain('"item"');
  const other = await api.call('GET', '/api/garrison/organizations/acme/dead-letters/?project=payment-api');
  expect(other.body).toEqual([]);
  const { token } = await addMember(api, { email: 'dev@acme.test', role: 'member' });
  const members = await api.call('GET', '/api/garrison/organizations/acme/dead-letters/', { token });
  expect(members.body).toMatchObject([own]);
});

it('pages dead letters by position: one that comes meanwhile shifts nothing', async () => {
  const path = '/api/garrison/organizations/acme/dead-letters/?per_page=1';
  const cursorOf = (link: unknown, rel: string): string =>
    new RegExp(`rel="${rel}"; results="true"; cursor="([^"]+)"`).exec(String(link))?.[1] ?? 'none';
  const first = await api.call('GET', path);
  expect(first.body).toMatchObject([{ detail: 'the disk broke it' }]);
  const letter = { organization_id: 1, item_type: 'event', reason: 'processing_error', item: '' };
  await api.deps.db
    .insertInto('dead_letters')
    .values({ ...letter, detail: 'came later', created_at: api.now })
    .execute();
  const second = await api.call('GET', `${path}&cursor=${cursorOf(first.headers['link'], 'next')}`);
  expect(second.body).toMatchObject([{ detail: 'it broke' }]);
  expect(cursorOf(second.headers['link'], 'next')).toBe('none');
  const back = await api.call('GET', `${path}&cursor=${cursorOf(second.headers['link'], 'previous')}`);
  expect(back.body).toMatchObject([{ detail: 'the disk broke it' }]);
  const newest = await api.call('GET', `${path}&cursor=${cursorOf(back.headers['link'], 'previous')}`);
  expect(newest.body).toMatchObject([{ detail: 'came later' }]);
});

it('gives nothing of an event that is deleted, nor of one that never was', async () => {
  const path = `/api/0/projects/acme/api-gateway/events/${EVENT}/attachments/`;
  const { body } = await api.call('GET', path);
  expect(body).toHaveLength(1);
  const own = `${path}${body[0].id}/`;
  expect((await api.call('DELETE', `/api/0/organizations/acme/issues/${issueId}/`)).status).toBe(202);
  for (const gone of [path, own, `${own}?download=1`, path.replace(EVENT, 'f'.repeat(32)), path.replace(EVENT, 'x')]) {
    expect({ gone, status: (await api.call('GET', gone)).status }).toEqual({ gone, status: 404 });
  }
  expect(await api.blobs.get('some/key')).toBeUndefined();
  expect(await api.blobs.get('other/key')).toEqual(Buffer.from('stays'));
});
