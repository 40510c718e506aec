import { afterAll, beforeAll, expect, it } from 'vitest';
import { findTeam } from '../../query/index.ts';
import { edits } from '../../store/index.ts';
import { addMember, startApi, type ApiHarness } from '../api-harness.ts';

const PATH = '/api/0/projects/acme/payment-api/codeowners/';
let api: ApiHarness;
let jo: number;
beforeAll(async () => {
  api = await startApi({ engine: false });
  ({ userId: jo } = await addMember(api, { email: 'jo@acme.test', role: 'member' }));
  await addMember(api, { email: 'apart@acme.test', role: 'member' });
  const team = await findTeam(api.deps.db, 1, 'payments');
  await edits.addTeamMember(api.deps.db, team?.id ?? 0, jo);
});
afterAll(() => api.close());

const RAW = [
  '/src/pay/ @acme/pay @jo jo@acme.test',
  '/src/web/ @acme/web gone@acme.test apart@acme.test @acme/gateway',
  '!/src/x @jo',
].join('\n');

it('a file says what of it has no effect, until its names are mapped', async () => {
  const { status, body } = await api.call('POST', PATH, { body: { raw: RAW, sourceRoot: 'src/', stackRoot: 'app/' } });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    raw: RAW,
    codeMappingId: null,
    sourceRoot: 'src/',
    stackRoot: 'app/',
    errors: {
      missing_external_teams: ['@acme/pay', '@acme/web', '@acme/gateway'],
      missing_external_users: ['@jo'],
      missing_user_emails: ['gone@acme.test'],
      teams_without_access: [],
      users_without_access: ['apart@acme.test'],
    },
  });
  expect(body.skipped).toContainEqual({ line: 3, reason: expect.stringContaining('!') });

  const team = { external_name: '@acme/pay', provider: 'github' };
  const mapped = await api.call('POST', '/api/0/teams/acme/payments/external-teams/', { body: team });
  expect(mapped).toMatchObject({ status: 201, body: { externalName: '@acme/pay', provider: 'github' } });
  const gateway = { external_name: '@acme/gateway', provider: 'github' };
  await api.call('POST', '/api/0/teams/acme/platform-eng/external-teams/', { body: gateway });
  const user = { external_name: '@jo', provider: 'github', user_id: jo };
  expect(await api.call('POST', '/api/0/organizations/acme/external-users/', { body: user })).toMatchObject({
    status: 201,
    body: { userId: String(jo) },
  });
  const [file] = (await api.call('GET', PATH)).body;
  expect(file.errors).toMatchObject({
    missing_external_teams: ['@acme/web'],
    missing_external_users: [],
    teams_without_access: ['#platform-eng'],
  });
});

it('a name stands for one team or person, and can be taken away', async () => {
  const again = { external_name: '@acme/pay', provider: 'github' };
  expect(await api.call('POST', '/api/0/teams/acme/platform-eng/external-teams/', { body: again })).toMatchObject({
    status: 400,
    body: { external_name: ['This name already stands for somebody.'] },
  });
  const stranger = { external_name: '@x', provider: 'github', user_id: 999 };
  expect((await api.call('POST', '/api/0/organizations/acme/external-users/', { body: stranger })).status).toBe(400);
  const list = '/api/garrison/organizations/acme/external-actors/';
  const found = (await api.call('GET', list)).body.find((one: { owner: string }) => one.owner === '#payments');
  const path = (team: string) => `/api/0/teams/acme/${team}/external-teams/${found.id}/`;
  expect((await api.call('DELETE', path('platform-eng'))).status).toBe(404);
  expect((await api.call('DELETE', path('payments'))).status).toBe(204);
  expect((await api.call('GET', list)).body.map((one: { owner: string }) => one.owner)).not.toContain('#payments');
});

it('a file is changed in parts and deleted, and belongs to its project', async () => {
  const { body } = await api.call('POST', PATH, { body: { raw: '* jo@acme.test' } });
  const put = await api.call('PUT', `${PATH}${body.id}/`, { body: { stackRoot: 'x/' } });
  expect(put.body).toMatchObject({ raw: '* jo@acme.test', stackRoot: 'x/' });
  expect(put.body.errors.missing_user_emails).toEqual([]);
  const foreign = PATH.replace('payment-api', 'api-gateway');
  expect((await api.call('PUT', `${foreign}${body.id}/`, { body: { raw: 'x' } })).status).toBe(404);
  expect((await api.call('DELETE', `${PATH}${body.id}/`)).status).toBe(204);
  expect((await api.call('DELETE', `${PATH}${body.id}/`)).status).toBe(404);
});

it.each<[object, string]>([
  [{ raw: '' }, 'raw'],
  [{}, 'raw'],
  [{ raw: '* @a', codeMappingId: '7' }, 'codeMappingId'],
  [{ raw: 'x'.repeat(3 * 1024 * 1024 + 1) }, 'raw'],
])('refuses %#', async (body, field) => {
  const answer = await api.call('POST', PATH, { body });
  expect(answer.status).toBe(400);
  expect(Object.keys(answer.body)).toEqual([field]);
});
