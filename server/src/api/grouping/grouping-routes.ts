import { Type, type Static } from 'typebox';
import { AppError } from '../../errors.ts';
import { findProject, formatShortId, issueOfHash, hashId, listEvents, readPayloads } from '../../query/index.ts';
import type { Issue, Project } from '../../store/index.ts';
import { issueOf, organizationOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { IssueParams, Nullable } from '../http/schema.ts';
import { scopeOfIssue } from '../events/event-routes.ts';
import { projectOptions } from '../projects/project-options.ts';
import { foldGroups, type EventGroup, type RegroupedEvent } from './fold-groups.ts';

type Deps = Pick<ApiDeps, 'db' | 'events' | 'grouping'>;

const Rules = Type.Object({
  enhancements: Type.Optional(Type.String({ maxLength: 64 * 1024 })),
  fingerprintingRules: Type.Optional(Type.String({ maxLength: 64 * 1024 })),
});
/** Lines and columns count from 1. */
const RuleError = Type.Object({
  field: Type.Union([Type.Literal('enhancements'), Type.Literal('fingerprintingRules')]),
  line: Type.Integer(),
  column: Type.Integer(),
  message: Type.String(),
});
const PreviewGroup = Type.Object({
  title: Type.String(),
  count: Type.Integer(),
  hashes: Type.Array(Type.String()),
  /** The issue that owns one of the hashes today; null: the group would be a new issue. */
  issue: Nullable(Type.Object({ id: Type.String(), shortId: Type.String() })),
  /** Newest first. */
  eventIds: Type.Array(Type.String()),
});

/** How many of an issue's events a preview groups: the newest. */
const PREVIEW_EVENTS = 100;
/** Payloads held at once; one may have a megabyte. */
const PAYLOADS_AT_ONCE = 10;

export function groupingRoutes(app: ApiApp, deps: Deps): void {
  /** What is wrong with rules while a person writes them. */
  app.post(
    '/api/garrison/grouping/validate/',
    {
      config: { access: 'signed-in' },
      schema: { body: Rules, response: { 200: Type.Object({ errors: Type.Array(RuleError) }) } },
    },
    async (request) => ({ errors: [...(await deps.grouping.validate(request.body))] }),
  );
  /** Which issues the newest events of an issue would be under other rules. What is left out stays as the project has it. */
  app.post(
    '/api/garrison/organizations/:org/issues/:issue/grouping-preview/',
    {
      config: { access: { scope: 'event:read' } },
      schema: {
        params: IssueParams,
        body: Rules,
        response: {
          200: Type.Object({
            errors: Type.Array(RuleError),
            eventCount: Type.Integer(),
            groups: Type.Array(PreviewGroup),
          }),
        },
      },
    },
    async (request) => {
      const issue = issueOf(request);
      const project = await findProject(deps.db, organizationOf(request).id, String(issue.project_id));
      if (project === undefined) throw new AppError('not_found');
      const rules = rulesOf(project, request.body);
      const events = await regroup(deps, { issue, rules });
      const groups = await Promise.all(foldGroups(events).map((group) => groupView(deps, project, group)));
      const errors = [...(await deps.grouping.validate(rules))];
      return { errors, eventCount: events.length, groups };
    },
  );
}

function rulesOf(project: Project, body: Static<typeof Rules>): { enhancements: string; fingerprintingRules: string } {
  const saved = projectOptions(project);
  return {
    enhancements: body.enhancements ?? saved.groupingEnhancements,
    fingerprintingRules: body.fingerprintingRules ?? saved.fingerprintingRules,
  };
}

/** Oldest first, as they would arrive. */
async function regroup(
  deps: Deps,
  { issue, rules }: { issue: Issue; rules: ReturnType<typeof rulesOf> },
): Promise<RegroupedEvent[]> {
  const projectId = issue.project_id;
  const scope = await scopeOfIssue(deps, issue);
  const newest = (await listEvents(deps.events, scope, { limit: PREVIEW_EVENTS })).rows;
  const oldestFirst = newest.toReversed();
  const regrouped: RegroupedEvent[] = [];
  for (let at = 0; at < oldestFirst.length; at += PAYLOADS_AT_ONCE) {
    const some = oldestFirst.slice(at, at + PAYLOADS_AT_ONCE);
    const payloads = await readPayloads(deps.events, projectId, some);
    const readable = some.flatMap(({ eventId, title }) => {
      const stored = payloads.get(eventId);
      return stored === undefined ? [] : { eventId, title, payload: stored.payload };
    });
    const groups = await deps.grouping.regroup(
      projectId,
      rules,
      readable.map(({ payload }) => payload),
    );
    if (groups === undefined) throw new AppError('not_found');
    for (const [index, { eventId, title }] of readable.entries()) {
      const group = groups[index];
      if (group !== undefined) regrouped.push({ eventId, title: group.title ?? title, hashes: group.hashes });
    }
  }
  return regrouped;
}

async function groupView(deps: Deps, project: Project, group: EventGroup): Promise<Static<typeof PreviewGroup>> {
  const { title, hashes, eventIds } = group;
  const owner = await ownerOf(deps, project, hashes);
  return { title, count: eventIds.length, hashes: [...hashes], issue: owner, eventIds: eventIds.toReversed() };
}

/** Hashes are looked up in order, as for a new event. */
async function ownerOf(deps: Deps, project: Project, hashes: readonly string[]) {
  for (const hash of hashes) {
    const issue = await issueOfHash(deps.db, project.id, String(hashId(hash)));
    if (issue !== undefined) return { id: String(issue.id), shortId: formatShortId(project.slug, issue.short_id) };
  }
  return null;
}
