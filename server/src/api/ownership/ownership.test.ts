import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMember, startApi, type ApiHarness } from '../api-harness.ts';
import { edits } from '../../store/index.ts';
import { findTeam } from '../../query/index.ts';

const PATH = '/api/0/projects/acme/payment-api/ownership';
let api: ApiHarness;
beforeAll(async () => {
  api = await startApi({ engine: false });
  const { userId } = await addMember(api, { email: 'Jo@acme.test', role: 'member' });
  await addMember(api, { email: 'apart@acme.test', role: 'member' });
  const team = await findTeam(api.deps.db, 1, 'payments');
  await edits.addTeamMember(api.deps.db, team?.id ?? 0, userId);
});
afterAll(() => api.close());

describe('ownership of a project', () => {
  it('is Sentry’s default before anything is set', async () => {
    expect(await api.call('GET', `${PATH}/`)).toMatchObject({
      status: 200,
      body: {
        raw: null,
        schema: null,
        fallthrough: true,
        dateCreated: null,
        lastUpdated: null,
        isActive: true,
        autoAssignment: 'Auto Assign to Issue Owner',
        codeownersAutoSync: true,
      },
    });
  });

  it('is set in parts, with and without the last slash', async () => {
    const raw = '# who\npath:"src/a b/*" #payments jo@acme.test\ntags.region:eu #payments';
    const put = await api.call('PUT', PATH, { body: { raw, fallthrough: false } });
    expect(put.status).toBe(200);
    const autoAssignment = 'Turn off Auto-Assignment';
    await api.call('PUT', `${PATH}/`, { body: { autoAssignment } });
    const { body } = await api.call('GET', PATH);
    expect(body).toMatchObject({ raw, fallthrough: false, autoAssignment, isActive: true });
    expect(body.schema).toMatchObject({
      $version: 1,
      rules: [
        {
          matcher: { type: 'path', pattern: 'src/a b/*' },
          owners: [
            { type: 'team', name: 'payments' },
            { type: 'user', name: 'jo@acme.test' },
          ],
        },
        { matcher: { type: 'tags.region', pattern: 'eu' }, owners: [{ type: 'team' }] },
      ],
    });
  });

  it.each<[string, readonly RegExp[]]>([
    ['a b', [/^Line 1, column 3: “b” is not an owner/]],
    ['\npath:', [/^Line 2, column 6: no pattern after “path:”/]],
    ['src/* #nobody', [/^Line 1, column 7: there is no team #nobody/]],
    ['src/* #platform-eng', [/^Line 1, column 7: the team #platform-eng does not have the project payment-api/]],
    ['src/* who@acme.test', [/^Line 1, column 7: who@acme.test is no member of acme/]],
    ['src/* apart@acme.test', [/^Line 1, column 7: apart@acme.test is in no team that has the project/]],
    ['src/* #x\n"a #payments', [/^Line 1, column 7/, /^Line 2, column 1: the quote is not closed/]],
  ])('refuses %j with the place of each fault, and keeps what was there', async (raw, faults) => {
    const before = (await api.call('GET', PATH)).body.raw;
    const { status, body } = await api.call('PUT', PATH, { body: { raw } });
    expect(status).toBe(400);
    expect(body.raw).toEqual(faults.map((fault) => expect.stringMatching(fault)));
    expect((await api.call('GET', PATH)).body.raw).toBe(before);
  });

  it('takes no other value of a setting', async () => {
    expect(await api.call('PUT', PATH, { body: { autoAssignment: 'yes' } })).toMatchObject({
      status: 400,
      body: { autoAssignment: [expect.any(String)] },
    });
    expect((await api.call('PUT', PATH, { body: { raw: 'x'.repeat(100_001) } })).status).toBe(400);
  });
});
