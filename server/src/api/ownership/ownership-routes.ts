import { Type } from 'typebox';
import { AppError } from '../../errors.ts';
import { findEvent, findOwnership, readPayload, teamsOfProjects } from '../../query/index.ts';
import { edits, type OwnershipRow, type Project } from '../../store/index.ts';
import { projectOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import { eventIdOf } from '../events/event-routes.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FieldError } from '../http/api-error.ts';
import { Nullable, ProjectParams } from '../http/schema.ts';
import { checkOwnership } from './check-owners.ts';
import { Ownership, OwnershipPut, ownershipView, Written } from './ownership-schema.ts';

type Deps = Pick<ApiDeps, 'db' | 'events' | 'now' | 'onProjectsChanged' | 'ownership'>;

/** Lines and columns count from 1. */
const RuleError = Type.Object({ line: Type.Integer(), column: Type.Integer(), message: Type.String() });
const ExplainedRule = Type.Object({
  rule: Type.String(),
  line: Type.Integer(),
  source: Type.Enum(['ownership', 'codeowners']),
  /** `#team`, an address, or `none`. */
  owner: Type.String(),
  decides: Type.Boolean(),
  on: Type.Enum(['frame', 'url', 'tag']),
  text: Type.String(),
});

export function ownershipRoutes(app: ApiApp, deps: Deps): void {
  const path = '/api/0/projects/:org/:project/ownership/';
  const view = async (project: Project, row: OwnershipRow | undefined) => {
    const { rules } = await checkOwnership(deps, project, row?.raw ?? '');
    return ownershipView(row, rules);
  };
  app.get(
    path,
    {
      config: { access: { scope: 'project:read' } },
      schema: { params: ProjectParams, response: { 200: Ownership } },
    },
    async (request) => {
      const project = projectOf(request);
      return view(project, await findOwnership(deps.db, project.id));
    },
  );
  app.put(
    path,
    {
      config: { access: { scope: 'project:write' } },
      schema: { params: ProjectParams, body: OwnershipPut, response: { 200: Ownership } },
    },
    async (request) => {
      const project = projectOf(request);
      const change = changeOf(request.body);
      if (change.raw !== undefined) await refuseProblems(deps, project, change.raw);
      const row = await edits.setOwnership(deps.db, project.id, { change, now: deps.now() });
      deps.onProjectsChanged();
      return view(project, row);
    },
  );
  explainRoute(app, deps);
}

/** Which rules match an event, where, and what each of them would do. */
function explainRoute(app: ApiApp, deps: Deps): void {
  app.post(
    '/api/garrison/projects/:org/:project/ownership-explain/',
    {
      config: { access: { scope: 'event:read' } },
      schema: {
        params: ProjectParams,
        body: Type.Object({ eventId: Type.String(), raw: Type.Optional(Written) }),
        response: {
          200: Type.Object({
            errors: Type.Array(RuleError),
            /** Who owns the event; null: no owner. */
            owner: Nullable(Type.String()),
            /** `fallthrough`: no rule matches, so that it is the project's first team. */
            because: Type.Enum(['rule', 'fallthrough', 'nobody']),
            rules: Type.Array(ExplainedRule),
          }),
        },
      },
    },
    async (request) => {
      const project = projectOf(request);
      const event = await findEvent(deps.events, { projectIds: [project.id] }, eventIdOf(request.body.eventId));
      const payload = event === undefined ? undefined : await readPayload(deps.events, event);
      if (payload === undefined) throw new AppError('not_found');
      const saved = await findOwnership(deps.db, project.id);
      const raw = request.body.raw ?? saved?.raw ?? '';
      const explained = await deps.ownership.explain(project.id, request.body.raw, payload);
      if (explained === undefined) throw new AppError('not_found');
      const { rules } = explained;
      const { problems } = await checkOwnership(deps, project, raw);
      return { errors: [...problems], rules: [...rules], ...(await decision(deps, project, { rules, saved })) };
    },
  );
}

async function decision(
  deps: Deps,
  project: Project,
  { rules, saved }: { rules: readonly { readonly owner: string }[]; saved: OwnershipRow | undefined },
): Promise<{ owner: string | null; because: 'rule' | 'fallthrough' | 'nobody' }> {
  const deciding = rules[0];
  if (deciding !== undefined) {
    return deciding.owner === 'none' ? { owner: null, because: 'nobody' } : { owner: deciding.owner, because: 'rule' };
  }
  const team = (await teamsOfProjects(deps.db, project.organization_id)).get(project.id)?.[0];
  if (saved?.fallthrough === 0 || team === undefined) return { owner: null, because: 'nobody' };
  return { owner: `#${team.slug}`, because: 'fallthrough' };
}

async function refuseProblems(deps: Deps, project: Project, raw: string): Promise<void> {
  const { problems } = await checkOwnership(deps, project, raw);
  if (problems.length === 0) return;
  throw new FieldError({
    raw: problems.map(({ line, column, message }) => `Line ${line}, column ${column}: ${message}`),
  });
}

function changeOf(body: {
  readonly raw?: string | undefined;
  readonly fallthrough?: boolean | undefined;
  readonly autoAssignment?: string | undefined;
  readonly codeownersAutoSync?: boolean | undefined;
}): edits.OwnershipChange {
  const { raw, fallthrough, autoAssignment, codeownersAutoSync } = body;
  return {
    ...(raw === undefined ? {} : { raw }),
    ...(fallthrough === undefined ? {} : { fallthrough: Number(fallthrough) }),
    ...(autoAssignment === undefined ? {} : { auto_assignment: autoAssignment }),
    ...(codeownersAutoSync === undefined ? {} : { codeowners_auto_sync: Number(codeownersAutoSync) }),
  };
}
