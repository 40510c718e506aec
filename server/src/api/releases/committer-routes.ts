import { Type } from 'typebox';
import { AppError } from '../../errors.ts';
import { commitsWithFiles, findEvent, findRelease, issueOfHash, readPayload, usersByEmail } from '../../query/index.ts';
import { organizationOf, projectOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { NullableString, ProjectParams } from '../http/schema.ts';
import { UserSchema } from '../users/user-schema.ts';
import { CommitSchema } from './release-schema.ts';
import { commitView } from './release-view.ts';
import { suspectCommits } from './suspect-commits.ts';

type Deps = Pick<ApiDeps, 'db' | 'events' | 'now'>;

const COMMITS_READ = 500;
const Params = Type.Object({ ...ProjectParams.properties, event: Type.String({ pattern: '^[0-9a-fA-F]{32}$' }) });
const Answer = Type.Object({
  /** The release whose commits were looked through; null: none is known, or it has no commits. */
  release: NullableString,
  committers: Type.Array(
    Type.Object({
      author: Type.Optional(Type.Union([UserSchema, Type.Object({ name: NullableString, email: Type.String() })])),
      commits: Type.Array(Type.Object({ ...CommitSchema.properties, path: Type.String(), frame: Type.String() })),
      group_id: Type.Integer(),
    }),
  ),
});

/** Who changed the files of the stack in the release in which the issue began, else in the event's own. */
export function committerRoutes(app: ApiApp, deps: Deps): void {
  app.get(
    '/api/0/projects/:org/:project/events/:event/committers/',
    { config: { access: { scope: 'project:read' } }, schema: { params: Params, response: { 200: Answer } } },
    async (request) => {
      const project = projectOf(request);
      const event = await findEvent(deps.events, { projectIds: [project.id] }, request.params.event.toLowerCase());
      const payload = event === undefined ? undefined : await readPayload(deps.events, event);
      if (event === undefined || payload === undefined) throw new AppError('not_found');
      const issue = await issueOfHash(deps.db, project.id, event.hashId);
      const organizationId = organizationOf(request).id;
      for (const version of [issue?.first_release ?? '', event.release]) {
        const release = version === '' ? undefined : await findRelease(deps.db, { organizationId }, version);
        const commits = release === undefined ? [] : await commitsWithFiles(deps.db, release.id, COMMITS_READ);
        if (commits.length === 0) continue;
        const suspects = suspectCommits(payload, commits, deps.now());
        const emails = suspects.flatMap(({ commit }) => commit.author_email ?? []);
        const members = await usersByEmail(deps.db, organizationId, emails);
        const byAuthor = Map.groupBy(suspects, ({ commit }) => commit.author_email ?? commit.sha);
        const committers = [...byAuthor.values()].map((own) => {
          const shown = own.map(({ commit, path, frame }) => ({
            ...commitView(commit, members),
            suspectCommitType: 'via commit in release',
            path,
            frame,
          }));
          const author = shown[0]?.author;
          return { ...(author === undefined ? {} : { author }), commits: shown, group_id: issue?.id ?? 0 };
        });
        return { release: version, committers };
      }
      return { release: null, committers: [] };
    },
  );
}
