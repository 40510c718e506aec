import type { IssueId, UserId } from '@garrison/protocol';
import { Type } from 'typebox';
import { AppError } from '../../errors.ts';
import { findIssue, findNote, listUserReports } from '../../query/index.ts';
import { edits } from '../../store/index.ts';
import { issueOf, userOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { byId, PageQuery, pageOf, pageOfRows, positionPageOf, setLink, setPositionLink } from '../http/paging.ts';
import { NoContent } from '../http/schema.ts';
import { UserReport, userReportView } from '../user-reports/user-report-schema.ts';
import { activityOf } from './issue-detail.ts';
import { ISSUE_PATHS } from './issue-routes.ts';
import { ActivitySchema } from './issue-schema.ts';

type Deps = Pick<ApiDeps, 'db' | 'now' | 'publicUrl'>;

const NoteBody = Type.Object({ text: Type.String({ minLength: 1, maxLength: 50_000 }) });

/** What people wrote about an issue, and what happened to it. */
export function issueNotesRoutes(app: ApiApp, deps: Deps): void {
  for (const place of ISSUE_PATHS) {
    readRoutes(app, deps, place);
    noteRoutes(app, deps, place);
  }
}

function readRoutes(app: ApiApp, deps: Deps, { path, params }: (typeof ISSUE_PATHS)[number]): void {
  const schema = { params, querystring: Type.Object(PageQuery), response: { 200: Type.Array(ActivitySchema) } };
  app.get(`${path}notes/`, { config: { access: { scope: 'event:read' } }, schema }, async (request, reply) => {
    const page = pageOf(request.query);
    const notes = (await activityOf(deps, issueOf(request))).filter(({ type }) => type === 'note');
    const result = pageOfRows(notes, page);
    setLink(request, reply, { page, result, publicUrl: deps.publicUrl });
    return [...result.rows];
  });
  app.get(
    `${path}activities/`,
    {
      config: { access: { scope: 'event:read' } },
      schema: { params, response: { 200: Type.Object({ activity: Type.Array(ActivitySchema) }) } },
    },
    async (request) => ({ activity: await activityOf(deps, issueOf(request)) }),
  );
  app.get(
    `${path}user-reports/`,
    {
      config: { access: { scope: 'event:read' } },
      schema: { params, querystring: Type.Object(PageQuery), response: { 200: Type.Array(UserReport) } },
    },
    async (request, reply) => {
      const issue = issueOf(request);
      const page = positionPageOf(request.query);
      const filter = { projectId: issue.project_id, issueId: issue.id };
      const result = await listUserReports(deps.db, filter, page);
      setPositionLink(request, reply, { page, result, position: byId, publicUrl: deps.publicUrl });
      return result.rows.map((row) => userReportView(row));
    },
  );
}

function noteRoutes(app: ApiApp, deps: Deps, { path, params }: (typeof ISSUE_PATHS)[number]): void {
  const NoteParams = Type.Object({ ...params.properties, note: Type.Integer() });
  const noteView = async (issueId: IssueId, id: number) => {
    const issue = await findIssue(deps.db, issueId);
    const note =
      issue === undefined ? undefined : (await activityOf(deps, issue)).find((line) => line.id === String(id));
    if (note === undefined) throw new AppError('not_found');
    return note;
  };
  /** Only who wrote a note changes it. */
  const ownNote = async (issueId: IssueId, id: number, userId: UserId) => {
    const note = await findNote(deps.db, issueId, id);
    if (note === undefined) throw new AppError('not_found');
    if (note.user_id !== userId) throw new AppError('permission_denied');
  };
  app.post(
    `${path}notes/`,
    {
      config: { access: { scope: 'event:write' } },
      schema: { params, body: NoteBody, response: { 201: ActivitySchema } },
    },
    async (request, reply) => {
      const issue = issueOf(request);
      const actor = { userId: userOf(request).id, now: deps.now() };
      const id = await edits.addNote(deps.db, issue, { text: request.body.text, actor });
      void reply.status(201);
      return noteView(issue.id, id);
    },
  );
  app.put(
    `${path}notes/:note/`,
    {
      config: { access: { scope: 'event:write' } },
      schema: { params: NoteParams, body: NoteBody, response: { 200: ActivitySchema } },
    },
    async (request) => {
      const issueId = issueOf(request).id;
      await ownNote(issueId, request.params.note, userOf(request).id);
      await edits.editNote(deps.db, request.params.note, request.body.text);
      return noteView(issueId, request.params.note);
    },
  );
  app.delete(
    `${path}notes/:note/`,
    {
      config: { access: { scope: 'event:write' } },
      schema: { params: NoteParams, response: { 204: NoContent } },
    },
    async (request, reply) => {
      const issueId = issueOf(request).id;
      await ownNote(issueId, request.params.note, userOf(request).id);
      await edits.deleteNote(deps.db, issueId, request.params.note);
      return reply.status(204).send(null);
    },
  );
}
