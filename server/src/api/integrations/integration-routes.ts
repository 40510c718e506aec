import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { AppError } from '../../errors.ts';
import { listIntegrations, listTeams } from '../../query/index.ts';
import { edits, type Integration } from '../../store/index.ts';
import { organizationOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FieldError } from '../http/api-error.ts';
import { onConflict } from '../http/conflict.ts';
import { isoDate } from '../http/dates.ts';
import { Anything, NoContent, Nullable, NullableInteger, OrganizationParams } from '../http/schema.ts';

const PATH = '/api/garrison/organizations/:org/integrations/';
const OneParams = Type.Object({ ...OrganizationParams.properties, integration: Type.Integer() });

/** Never holds a secret: only which ones are set. */
const Shown = Type.Object({
  id: Type.String(),
  provider: Type.String(),
  /** The target that it serves, such as `#alerts-prod`; `*` for every target. */
  name: Type.String(),
  config: Anything,
  /** Slugs of the teams that may use it; null: every team. */
  teams: Nullable(Type.Array(Type.String())),
  dateCreated: Type.String(),
  dateUpdated: Type.String(),
});
const Config = Type.Record(
  Type.String(),
  Type.Union([Type.String({ maxLength: 2000 }), Type.Integer(), Type.Boolean()]),
);
const Secret = Type.Record(Type.String(), Type.String({ maxLength: 5000 }));
const Written = {
  config: Type.Optional(Config),
  secret: Type.Optional(Secret),
  teams: Type.Optional(Nullable(Type.Array(Type.String(), { maxItems: 1000 }))),
};
const Answered = Type.Object({ outcome: Type.String(), status: NullableInteger, answer: Type.String() });

export function integrationRoutes(app: ApiApp, deps: ApiDeps): void {
  app.get(
    PATH,
    {
      config: { access: { scope: 'alerts:read' } },
      schema: { params: OrganizationParams, response: { 200: Type.Array(Shown) } },
    },
    async (request) => {
      const organization = organizationOf(request);
      return Promise.all((await listIntegrations(deps.db, organization.id)).map((row) => viewOf(deps, row)));
    },
  );
  app.post(
    PATH,
    {
      config: { access: { scope: 'org:integrations' } },
      schema: {
        params: OrganizationParams,
        body: Type.Object({
          provider: Type.String(),
          name: Type.String({ minLength: 1, maxLength: 200 }),
          ...Written,
        }),
        response: { 201: Shown },
      },
    },
    async (request, reply) => {
      const organizationId = organizationOf(request).id;
      const { provider, name, config = {}, secret = {}, teams = null } = request.body;
      requireSound(deps, provider, { name, config, secret });
      const made = edits.addIntegration(deps.db, {
        organization_id: organizationId,
        provider,
        name,
        config: JSON.stringify(config),
        secret: deps.alerting.seal(secret),
        team_ids: await teamIds(deps, organizationId, teams),
        created_at: deps.now(),
        updated_at: deps.now(),
      });
      const row = await onConflict(made, { name: [`There is a ${provider} integration for ${name} already.`] });
      return reply.status(201).send(await viewOf(deps, row));
    },
  );
  oneRoutes(app, deps);
}

function oneRoutes(app: ApiApp, deps: ApiDeps): void {
  const path = `${PATH}:integration/`;
  app.put(
    path,
    {
      config: { access: { scope: 'org:integrations' } },
      schema: { params: OneParams, body: Type.Object(Written), response: { 200: Shown } },
    },
    async (request) => {
      const { id, name, provider, organization_id: organizationId, config: before } = await found(deps, request);
      const { config, secret, teams } = request.body;
      // With the old secret kept, it would be sent to the new address.
      if (config !== undefined && secret === undefined)
        throw new FieldError({ secret: ['Give the secret again when the configuration changes.'] });
      if (secret !== undefined)
        requireSound(deps, provider, { name, config: config ?? (JSON.parse(before) as Static<typeof Config>), secret });
      const row = await edits.updateIntegration(deps.db, id, {
        ...(config === undefined ? {} : { config: JSON.stringify(config) }),
        ...(secret === undefined ? {} : { secret: deps.alerting.seal(secret) }),
        ...(teams === undefined ? {} : { team_ids: await teamIds(deps, organizationId, teams) }),
        updated_at: deps.now(),
      });
      if (row === undefined) throw new AppError('not_found');
      return viewOf(deps, row);
    },
  );
  app.delete(
    path,
    {
      config: { access: { scope: 'org:integrations' } },
      schema: { params: OneParams, response: { 204: NoContent } },
    },
    async (request, reply) => {
      await edits.deleteIntegration(deps.db, (await found(deps, request)).id);
      return reply.status(204).send(null);
    },
  );
  app.post(
    `${path}test/`,
    {
      config: { access: { scope: 'org:integrations' } },
      schema: {
        params: OneParams,
        body: Type.Object({ target: Type.Optional(Type.String({ maxLength: 200 })) }),
        response: { 200: Answered },
      },
    },
    async (request) => {
      const row = await found(deps, request);
      const { target = row.name } = request.body;
      if (target === '*') throw new FieldError({ target: ['Name whom the test goes to.'] });
      return deps.alerting.test(row, target);
    },
  );
}

async function found(
  deps: ApiDeps,
  request: FastifyRequest & { readonly params: { readonly integration: number } },
): Promise<Integration> {
  const rows = await listIntegrations(deps.db, organizationOf(request).id);
  const row = rows.find(({ id }) => id === request.params.integration);
  if (row === undefined) throw new AppError('not_found');
  return row;
}

type Connection = Parameters<ApiDeps['alerting']['channels'][number]['faultsOf']>[0];

function requireSound({ alerting }: ApiDeps, provider: string, connection: Connection): void {
  const channel = alerting.channels.find(({ via }) => via === provider);
  if (channel === undefined) {
    const known = alerting.channels.map(({ via }) => via).join(', ');
    throw new FieldError({ provider: [`alerts cannot be sent by “${provider}”: expected one of ${known}`] });
  }
  const faults = Object.entries(channel.faultsOf(connection));
  if (faults.length > 0) throw new FieldError(Object.fromEntries(faults.map(([field, text]) => [field, [text]])));
}

async function teamIds(deps: ApiDeps, organizationId: number, slugs: readonly string[] | null): Promise<string | null> {
  if (slugs === null) return null;
  const teams = new Map((await listTeams(deps.db, organizationId)).map(({ slug, id }) => [slug, id]));
  const unknown = slugs.filter((slug) => !teams.has(slug));
  if (unknown.length > 0) throw new FieldError({ teams: [`there is no team ${unknown.join(', ')}`] });
  return JSON.stringify(slugs.map((slug) => teams.get(slug)));
}

async function viewOf(deps: ApiDeps, row: Integration): Promise<Static<typeof Shown>> {
  const ids = row.team_ids === null ? null : (JSON.parse(row.team_ids) as number[]);
  const teams = ids === null ? [] : await listTeams(deps.db, row.organization_id);
  return {
    id: String(row.id),
    provider: row.provider,
    name: row.name,
    config: JSON.parse(row.config) as Record<string, unknown>,
    teams: ids === null ? null : teams.filter(({ id }) => ids.includes(id)).map(({ slug }) => slug),
    dateCreated: isoDate(row.created_at),
    dateUpdated: isoDate(row.updated_at),
  };
}
