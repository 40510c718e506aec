import type { OrganizationId, ProjectId } from '@garrison/protocol';
import type { FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import { listProjects, listRepositories } from '../../query/index.ts';
import { edits, type Release } from '../../store/index.ts';
import { organizationOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import { FieldError } from '../http/api-error.ts';
import type { ReleaseChange } from './release-schema.ts';

type Deps = Pick<ApiDeps, 'db' | 'now'>;
export type ReleaseChangeBody = Static<typeof ReleaseChange>;

const VERSION_MAX = 200;
// Control characters would break paths, headers and logs.
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]/;

/** Creates or changes a release by what a pipeline sends. Everything is checked before anything is changed. */
export async function saveRelease(
  deps: Deps,
  request: FastifyRequest,
  asked: { version: string; body: ReleaseChangeBody; projectIds: readonly ProjectId[] },
): Promise<{ release: Release; isNew: boolean }> {
  const organizationId = organizationOf(request).id;
  const now = deps.now();
  const { body } = asked;
  const commits = await commitsOf(deps, organizationId, body);
  const saved = await edits.saveRelease(deps.db, {
    organizationId,
    version: asked.version,
    projectIds: asked.projectIds,
    details: {
      status: body.status,
      ref: body.ref,
      url: body.url,
      startedAt: timeOf(body.dateStarted),
      releasedAt: timeOf(body.dateReleased),
    },
    now,
  });
  if (commits !== undefined) await edits.setCommits(deps.db, { id: saved.release.id, organizationId, now }, commits);
  return saved;
}

/** A text that is not a valid version is refused with the reason. */
export function checkVersion(version: string): void {
  const refuse = (text: string): never => {
    throw new FieldError({ version: [text] });
  };
  if (version.trim() === '') refuse('A release needs a version.');
  if (version.length > VERSION_MAX) refuse(`A version has at most ${VERSION_MAX} characters.`);
  if (CONTROL.test(version) || version !== version.trim()) {
    refuse('A version has no line breaks, no control characters and no blanks around it.');
  }
  if (['.', '..', 'latest'].includes(version.toLowerCase())) refuse(`“${version}” cannot be a version.`);
}

/** By slug or id. */
export async function projectIdsOf(
  deps: Pick<ApiDeps, 'db'>,
  request: FastifyRequest,
  wanted: readonly string[],
): Promise<number[]> {
  const all = await listProjects(deps.db, organizationOf(request).id);
  return wanted.map((text) => {
    const project = all.find(({ id, slug }) => slug === text || String(id) === text);
    if (project === undefined)
      throw new FieldError({ projects: [`There is no project “${text}” in this organization.`] });
    return project.id;
  });
}

export function timeOf(date: string | null | undefined): number | null | undefined {
  return typeof date === 'string' ? Date.parse(date) : date;
}

/** Undefined: the body has no commits. Of a reference only the id of the commit is stored: the server sends no request to a code host. */
async function commitsOf(
  deps: Deps,
  organizationId: OrganizationId,
  { commits, refs }: ReleaseChangeBody,
): Promise<edits.NewCommit[] | undefined> {
  if (commits !== undefined && commits !== null) {
    return commits.map((commit) => ({
      sha: commit.id,
      repository: commit.repository ?? `organization-${organizationId}`,
      message: commit.message ?? null,
      authorName: commit.author_name ?? null,
      authorEmail: commit.author_email?.toLowerCase() ?? null,
      committedAt: timeOf(commit.timestamp) ?? null,
      files: commit.patch_set ?? null,
    }));
  }
  if (refs === undefined || refs === null) return undefined;
  const known = new Set((await listRepositories(deps.db, organizationId)).map(({ name }) => name));
  const unknown = refs.filter(({ repository }) => !known.has(repository));
  if (unknown.length > 0) {
    const names = unknown.map(({ repository }) => repository).join(', ');
    throw new FieldError({ refs: [`Unknown repositories: ${names}`] });
  }
  return refs.map(({ repository, commit }) => ({
    sha: commit,
    repository,
    message: null,
    authorName: null,
    authorEmail: null,
    committedAt: null,
    files: null,
  }));
}
