import type { FastifyRequest } from 'fastify';
import { AppError } from '../../errors.ts';
import { findOrganization, findOrganizationById, findProject, findTeam, resolveIssue } from '../../query/index.ts';
import type { Issue, Organization, Project, Team, User } from '../../store/index.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { identify, type Caller } from './caller.ts';
import type { Scope } from './scopes.ts';

type Deps = Pick<ApiDeps, 'db' | 'now'>;

/**
 * Who may call a route. `signed-in`: any caller with valid credentials. `session`: a person who signed in with a password, not a token:
 * a token that could create or list tokens could outlive its own deletion. A scope counts in the organisation that the path names.
 */
export type Access = 'public' | 'signed-in' | 'session' | ScopedAccess;

interface ScopedAccess {
  readonly scope: Scope;
  /** The scope of build pipelines, `org:ci`, is enough, too. */
  readonly orCi?: true;
  /** As `session`: not by a token. */
  readonly session?: true;
}

interface Seen {
  caller?: Caller;
  organization?: Organization | undefined;
  project?: Project;
  team?: Team;
  issue?: Issue;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    seen: Seen;
  }
}

/** Signed in, and a person: not an organisation token. */
export function userOf(request: FastifyRequest): User {
  const user = callerOf(request).user;
  if (user === null) throw new AppError('permission_denied', 'an organisation token has no user');
  return user;
}
export const callerOf = (request: FastifyRequest): Caller => present(request.seen.caller);
export const organizationOf = (request: FastifyRequest): Organization => present(request.seen.organization);
export const projectOf = (request: FastifyRequest): Project => present(request.seen.project);
export const teamOf = (request: FastifyRequest): Team => present(request.seen.team);
export const issueOf = (request: FastifyRequest): Issue => present(request.seen.issue);

/** The caller's scopes in the organisation of the path. */
export function scopesOf(request: FastifyRequest): ReadonlySet<Scope> {
  return callerOf(request).scopes.get(organizationOf(request).id) ?? new Set();
}

/** The route does not load what its handler needs: a fault of the code, not of the caller. */
function present<T>(value: T | undefined): T {
  if (value === undefined) throw new AppError('internal', 'the route does not load the entity that its handler needs');
  return value;
}

/** Every route declares its `access`; the server does not start when one does not. */
export function installGuard(app: ApiApp, deps: Deps): void {
  app.decorateRequest('seen');
  app.addHook('onRoute', (route) => {
    if (route.config?.access === undefined) throw new Error(`${String(route.method)} ${route.url} declares no access`);
  });
  app.addHook('onRequest', async (request) => {
    request.seen = {};
    const access = request.routeOptions.config.access;
    if (access === 'public' || access === undefined) return;
    const caller = await identify(request, deps);
    if (caller === undefined) throw new AppError('auth_missing');
    request.seen.caller = caller;
    requireOwnPage(request, caller);
    const bySession = access === 'session' || (typeof access === 'object' && access.session === true);
    if (bySession && caller.via !== 'session') {
      throw new AppError('permission_denied', 'sign in with a password: a token cannot manage tokens and sessions');
    }
    if (typeof access === 'object') await authorize(request, { deps, caller, access });
  });
}

/** The browser sends the cookie with forms of other sites too, but not this header. */
function requireOwnPage(request: FastifyRequest, caller: Caller): void {
  const changesState = request.method !== 'GET' && request.method !== 'HEAD';
  if (caller.via === 'session' && changesState && request.headers['x-garrison-request'] !== '1') {
    throw new AppError('permission_denied', 'send the header X-Garrison-Request: 1');
  }
}

/** Whether the caller may still get the answer of a long request: the token or the membership may have been removed. */
export async function callerMay(request: FastifyRequest, deps: Deps, scope: Scope): Promise<boolean> {
  try {
    const caller = await identify(request, deps);
    return caller?.scopes.get(organizationOf(request).id)?.has(scope) === true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'auth_invalid') return false;
    throw error;
  }
}

/** 404 for what the caller cannot see, 403 for what they see and may not do. */
async function authorize(
  request: FastifyRequest,
  { deps, caller, access }: { deps: Deps; caller: Caller; access: ScopedAccess },
): Promise<void> {
  const params = request.params as Readonly<Record<string, string | undefined>>;
  const seen = request.seen;
  if (params['org'] !== undefined) seen.organization = await findOrganization(deps.db, params['org']);
  else if (params['issue'] !== undefined) await loadIssueAlone(seen, deps, params['issue']);
  const organization = seen.organization;
  const scopes = organization === undefined ? undefined : caller.scopes.get(organization.id);
  if (organization === undefined || scopes === undefined) throw new AppError('not_found');
  const isAllowed = scopes.has(access.scope) || (access.orCi === true && scopes.has('org:ci'));
  if (!isAllowed) throw new AppError('permission_denied');
  if (params['project'] !== undefined)
    seen.project = await found(findProject(deps.db, organization.id, params['project']));
  if (params['team'] !== undefined) seen.team = await found(findTeam(deps.db, organization.id, params['team']));
  if (params['issue'] !== undefined && seen.issue === undefined) {
    seen.issue = await found(resolveIssue(deps.db, organization.id, params['issue']));
  }
}

/** `/issues/{id}/` names no organisation: it is read from the issue. */
async function loadIssueAlone(seen: Seen, deps: Deps, text: string): Promise<void> {
  const issue = await resolveIssue(deps.db, undefined, text);
  if (issue === undefined) return;
  seen.issue = issue;
  seen.organization = await findOrganizationById(deps.db, issue.organization_id);
}

async function found<T>(lookup: Promise<T | undefined>): Promise<T> {
  const value = await lookup;
  if (value === undefined) throw new AppError('not_found');
  return value;
}
