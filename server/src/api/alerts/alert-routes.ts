import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { AppError } from '../../errors.ts';
import {
  countAlerts,
  findAlert,
  listAlerts,
  listMembers,
  listTeams,
  showAlerts,
  usersById,
} from '../../query/index.ts';
import { type Alert as AlertRow, edits } from '../../store/index.ts';
import { callerOf, organizationOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FieldError } from '../http/api-error.ts';
import { OrganizationParams } from '../http/schema.ts';
import { Alert, alertView } from './alert-view.ts';

const PATH = '/api/garrison/organizations/:org/alerts/';
const ALERTS_MAX = 200;
const State = Type.Enum(['open', 'acknowledged', 'resolved']);
const List = Type.Object({
  counts: Type.Object({
    open: Type.Integer(),
    overdue: Type.Integer(),
    acknowledged: Type.Integer(),
    resolved: Type.Integer(),
  }),
  /** The first 200. */
  alerts: Type.Array(Alert),
});
const OneParams = Type.Object({ ...OrganizationParams.properties, alert: Type.Integer() });

export function alertRoutes(app: ApiApp, deps: ApiDeps): void {
  app.get(
    PATH,
    {
      config: { access: { scope: 'alerts:read' } },
      schema: {
        params: OrganizationParams,
        querystring: Type.Object({ state: Type.Optional(State) }),
        response: { 200: List },
      },
    },
    async (request) => {
      const { id } = organizationOf(request);
      const { state = 'open' } = request.query;
      const [counts, rows] = await Promise.all([
        countAlerts(deps.db, id, deps.now()),
        listAlerts(deps.db, id, { state, limit: ALERTS_MAX }),
      ]);
      return { counts, alerts: await viewsOf(deps, rows) };
    },
  );
  app.get(
    `${PATH}:alert/`,
    {
      config: { access: { scope: 'alerts:read' } },
      schema: { params: OneParams, response: { 200: Alert } },
    },
    async (request) => viewOf(deps, await found(deps, request, request.params.alert)),
  );
  app.put(
    `${PATH}:alert/`,
    {
      // Whoever may triage issues may take their alerts.
      config: { access: { scope: 'event:write' } },
      schema: {
        params: OneParams,
        body: Type.Object({
          status: Type.Optional(Type.Enum(['acknowledged', 'resolved'])),
          owner: Type.Optional(Type.String()),
        }),
        response: { 200: Alert },
      },
    },
    async (request) => {
      const { status, owner } = request.body;
      const { id } = await found(deps, request, request.params.alert);
      if (owner !== undefined) await edits.handOverAlert(deps.db, id, await knownOwner(deps, request, owner));
      const { user } = callerOf(request);
      const done = { by: user === null ? 'token' : `user:${user.id}`, now: deps.now() };
      if (status === 'acknowledged') await edits.acknowledgeAlert(deps.db, id, done);
      if (status === 'resolved') await edits.resolveAlert(deps.db, id, done);
      deps.alerting.wake();
      deps.live.wake();
      return viewOf(deps, await found(deps, request, id));
    },
  );
}

async function found(deps: ApiDeps, request: FastifyRequest, id: number): Promise<AlertRow> {
  const row = await findAlert(deps.db, organizationOf(request).id, id);
  if (row === undefined) throw new AppError('not_found');
  return row;
}

async function viewOf(deps: ApiDeps, row: AlertRow): Promise<Static<typeof Alert>> {
  const [view] = await viewsOf(deps, [row]);
  if (view === undefined) throw new AppError('not_found');
  return view;
}

async function viewsOf(deps: ApiDeps, rows: readonly AlertRow[]): Promise<Static<typeof Alert>[]> {
  const people = rows.flatMap(({ acknowledged_by: taken, resolved_by: ended }) =>
    [taken, ended].flatMap((who) => (who?.startsWith('user:') === true ? [Number(who.slice(5))] : [])),
  );
  const users = await usersById(deps.db, people);
  const nameOf = (who: string | null): string | null =>
    who?.startsWith('user:') === true ? (users.get(Number(who.slice(5)))?.email ?? 'a deleted user') : who;
  return (await showAlerts(deps.db, rows)).map((shown) => alertView(shown, nameOf));
}

async function knownOwner(deps: ApiDeps, request: FastifyRequest, owner: string): Promise<string> {
  const { id } = organizationOf(request);
  const [kind, number] = owner.split(':');
  const isKnown =
    kind === 'team'
      ? (await listTeams(deps.db, id)).some((team) => String(team.id) === number)
      : kind === 'user' && (await listMembers(deps.db, id)).some((member) => String(member.user.id) === number);
  if (!isKnown) throw new FieldError({ owner: ['expected team:ID or user:ID of this organisation'] });
  return owner;
}
