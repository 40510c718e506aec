import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { edits } from '../../store/index.ts';
import { addMember, OWNER_TOKEN, startApi, storeEvent, type ApiHarness } from '../api-harness.ts';
import { apiScope } from '../index.ts';
import Fastify from 'fastify';
import { API_SERVER_OPTIONS } from '../http/api-app.ts';
import type { Access } from './guard.ts';

interface RouteEntry {
  readonly method: string;
  readonly url: string;
  readonly access: Access;
}

let api: ApiHarness;
let routes: RouteEntry[];
let issueId: number;
let foreign: string;
let billing: string;

beforeAll(async () => {
  api = await startApi({ engine: true });
  ({ issueId } = await storeEvent(api, {}));
  const other = await edits.createOrganization(api.deps.db, { slug: 'other', name: 'Other', now: 1 });
  ({ token: foreign } = await addMember(api, { email: 'f@other.test', role: 'owner', organizationId: other.id }));
  ({ token: billing } = await addMember(api, { email: 'b@acme.test', role: 'billing' }));
  routes = await collectRoutes();
});
afterAll(() => api.close());

const isBySession = (access: Access): boolean =>
  access === 'session' || (typeof access === 'object' && access.session === true);

/** Every route of the scope, as Fastify knows it. */
async function collectRoutes(): Promise<RouteEntry[]> {
  const app = Fastify(API_SERVER_OPTIONS);
  const found: RouteEntry[] = [];
  app.addHook('onRoute', (route) => {
    const { access } = route.config ?? {};
    for (const method of [route.method].flat()) {
      if (method !== 'HEAD' && access !== undefined && route.url !== '/api/*')
        found.push({ method, url: route.url, access });
    }
  });
  await app.register(apiScope(api.deps));
  await app.ready();
  await app.close();
  return found;
}

/** A path that exists for the owner. */
function pathOf(url: string): string {
  return url
    .replace(':org', 'acme')
    .replace(':project', 'api-gateway')
    .replace(':team', 'payments')
    .replace(':issue', String(issueId))
    .replace(/:\w+/g, '1');
}

/** What a token may be enough for. */
const scoped = () => routes.filter(({ access }) => typeof access === 'object' && !isBySession(access));

async function statuses(entries: readonly RouteEntry[], token: string | null): Promise<Map<string, number>> {
  const answers = new Map<string, number>();
  for (const { method, url } of entries) {
    const body = method === 'POST' || method === 'PUT' ? { body: {} } : {};
    const answer = await api.call(method as 'GET', pathOf(url), { token, ...body });
    answers.set(`${method} ${url}`, answer.status);
  }
  return answers;
}

const all = (answers: ReadonlyMap<string, number>, status: number) =>
  [...answers].filter(([, actual]) => actual !== status);

describe('every route', () => {
  it('declares who may call it', () => {
    expect(routes.length).toBeGreaterThan(80);
    expect(routes.filter(({ access }) => access === 'public').map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /api/garrison/config/',
      'POST /api/garrison/session/',
      'GET /api/garrison/openapi.json',
    ]);
  });

  it('is 401 for nobody and for a wrong token', async () => {
    const guarded = routes.filter(({ access }) => access !== 'public');
    expect(all(await statuses(guarded, null), 401)).toEqual([]);
    expect(all(await statuses(guarded, 'not-a-token'), 401)).toEqual([]);
  });

  it('is 404 for a member of another organisation', async () => {
    expect(all(await statuses(scoped(), foreign), 404)).toEqual([]);
  });

  it('is 403 for a role that lacks the scope', async () => {
    const beyond = scoped().filter(({ access }) => typeof access === 'object' && access.scope !== 'org:read');
    expect(beyond.length).toBeGreaterThan(60);
    expect(all(await statuses(beyond, billing), 403)).toEqual([]);
  });

  it('about tokens and sessions is 403 for every token, whatever its scopes', async () => {
    const own = routes.filter(({ access }) => isBySession(access));
    const answers = await statuses(own, OWNER_TOKEN);
    expect(answers.keys().toArray().toSorted()).toEqual([
      'DELETE /api/0/api-tokens/:token/',
      'DELETE /api/0/organizations/:org/org-auth-tokens/:token/',
      'DELETE /api/garrison/session/',
      'GET /api/0/api-tokens/',
      'GET /api/0/organizations/:org/org-auth-tokens/',
      'POST /api/0/api-tokens/',
      'POST /api/0/organizations/:org/org-auth-tokens/',
      'PUT /api/0/organizations/:org/org-auth-tokens/:token/',
      'PUT /api/garrison/session/password/',
    ]);
    expect(all(answers, 403)).toEqual([]);
    const named = routes.filter(({ url, access }) => /tokens?\/|\/session/.test(url) && !isBySession(access));
    expect(named.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /api/garrison/session/',
      'GET /api/garrison/session/',
      // Sessions of release health, not of signing in.
      'GET /api/0/organizations/:org/sessions/',
    ]);
  });

  it('is never a failure of ours for the owner', async () => {
    const reading = routes.filter(({ method, url }) => method === 'GET' && !url.endsWith('/live/'));
    const answers = await statuses(reading, (await addMember(api, { email: 'o2@acme.test', role: 'owner' })).token);
    expect([...answers].filter(([, status]) => status >= 500)).toEqual([]);
  });
});

describe('a token', () => {
  it('never exceeds the role of its owner', async () => {
    const { token } = await addMember(api, {
      email: 'm@acme.test',
      role: 'member',
      scopes: ['org:admin', 'team:admin'],
    });
    expect((await api.call('POST', '/api/0/organizations/acme/teams/', { token, body: { slug: 'x' } })).status).toBe(
      403,
    );
  });

  it('is limited to its own scopes, and includes the lesser ones', async () => {
    const { token } = await addMember(api, { email: 'o@acme.test', role: 'owner', scopes: ['project:write'] });
    expect((await api.call('GET', '/api/0/projects/acme/api-gateway/', { token })).status).toBe(200);
    expect((await api.call('GET', '/api/0/organizations/acme/issues/', { token })).status).toBe(403);
  });

  it('ends with the membership of its owner', async () => {
    const { token, userId } = await addMember(api, { email: 'gone@acme.test', role: 'member' });
    const members = await api.call('GET', '/api/0/organizations/acme/members/');
    const member = members.body.find((row: { user: { id: string } }) => row.user.id === String(userId));
    expect((await api.call('DELETE', `/api/0/organizations/acme/members/${member.id}/`)).status).toBe(204);
    expect((await api.call('GET', '/api/0/organizations/', { token })).status).toBe(401);
  });
});
