import { afterAll, beforeAll, expect, it } from 'vitest';
import { createIssueWriter } from '../../store/index.ts';
import { addMember, PASSWORD, startApi, storeEvent, type ApiHarness } from '../api-harness.ts';

const PATH = '/api/0/organizations/';
let api: ApiHarness;
beforeAll(async () => void (api = await startApi({ engine: true })));
afterAll(() => api.close());

it('is made by an owner, who owns it, and goes with everything in it', async () => {
  const made = await api.call('POST', PATH, { body: { name: 'Globex Corp' } });
  expect(made).toMatchObject({ status: 201, body: { slug: 'globex-corp', name: 'Globex Corp' } });
  const again = await api.call('POST', PATH, { body: { name: 'Other', slug: 'globex-corp' } });
  expect(again).toMatchObject({ status: 400, body: { slug: ['An organisation with this slug already exists.'] } });

  // The token belongs to the first organisation; its owner signs in to see the other one.
  const signIn = await api.call('POST', '/api/garrison/session/', {
    token: null,
    body: { email: 'owner@acme.test', password: PASSWORD },
  });
  const cookie = String(signIn.headers['set-cookie']).split(';')[0] ?? '';
  const asOwner = { token: null, headers: { cookie, 'x-garrison-request': '1' } };
  expect((await api.call('GET', `${PATH}globex-corp/`, asOwner)).body).toMatchObject({ role: 'owner' });
  const team = await api.call('POST', `${PATH}globex-corp/teams/`, { ...asOwner, body: { slug: 'all' } });
  expect(team.status).toBe(201);
  const project = await api.call('POST', '/api/0/teams/globex-corp/all/projects/', {
    ...asOwner,
    body: { name: 'Shop' },
  });
  const projectId = Number(project.body.id);

  await api.blobs.put('globex', Uint8Array.of(1));
  const writer = createIssueWriter({ raw: api.sqlite.raw, now: () => api.now });
  const { cursor } = await writer.state(0);
  const attachment = {
    projectId,
    eventId: 'e'.repeat(32),
    createdAt: api.now,
    name: 'a',
    contentType: 'b',
    attachmentType: 'c',
    size: 1,
    sha1: 'd',
    blobKey: 'globex',
  };
  const relational = [{ position: 0, change: { kind: 'attachment', row: attachment } as const }];
  await writer.apply(0, { from: cursor, to: 'globex', relational, leftOut: [], sightings: [], deadLetters: [] });
  await writer.confirm(0, 'globex');
  await storeEvent(api, {});

  expect((await api.call('DELETE', `${PATH}globex-corp/`, asOwner)).status).toBe(202);
  expect((await api.call('GET', `${PATH}globex-corp/`, asOwner)).status).toBe(404);
  expect(await api.blobs.get('globex')).toBeUndefined();
  expect(await api.deps.db.selectFrom('projects').select('id').where('id', '=', projectId).execute()).toEqual([]);
  expect((await api.call('GET', '/api/0/projects/acme/api-gateway/events/')).body).toHaveLength(1);
});

it('is not made by a member, and the first stays', async () => {
  const { token } = await addMember(api, { email: 'dev@acme.test', role: 'manager' });
  expect((await api.call('POST', PATH, { token, body: { name: 'Mine' } })).status).toBe(403);
  expect((await api.call('DELETE', `${PATH}acme/`)).status).toBe(400);
});
