import { parseReleaseVersion } from '@garrison/protocol';
import type { Selectable } from 'kysely';
import type { Static } from 'typebox';
import { type Commit, factsOfReleases, type ReleaseFacts, type Repository, usersByEmail } from '../../query/index.ts';
import type { Database, Release, User } from '../../store/index.ts';
import type { ApiDeps } from '../deps.ts';
import { isoDate, isoDateOrNull } from '../http/dates.ts';
import type { HealthOfReleases, ReleaseHealth } from '../release-health/release-health.ts';
import { userView } from '../users/user-schema.ts';
import type { CommitSchema, DeploySchema, ReleaseSchema, RepositorySchema } from './release-schema.ts';

type Deps = Pick<ApiDeps, 'db'>;
type ReleaseBody = Static<typeof ReleaseSchema>;
type Members = ReadonlyMap<string, User>;

export async function releaseViews(
  deps: Deps,
  releases: readonly Release[],
  healthOf?: (projectIds: readonly number[]) => Promise<HealthOfReleases>,
): Promise<ReleaseBody[]> {
  const facts = await factsOfReleases(deps.db, releases);
  const emails = [...facts.values()].flatMap(({ authors }) => authors.map(({ email }) => email));
  const members = await usersByEmail(deps.db, releases[0]?.organization_id ?? 0, emails);
  const projectIds = [...facts.values()].flatMap(({ projects }) => projects.map(({ id }) => id));
  const health = projectIds.length === 0 ? undefined : await healthOf?.([...new Set(projectIds)]);
  return releases.flatMap((release) => {
    const own = facts.get(release.id);
    return own === undefined ? [] : [releaseView(release, own, { members, health })];
  });
}

function releaseView(
  release: Release,
  facts: ReleaseFacts,
  { members, health }: { members: Members; health: HealthOfReleases | undefined },
): ReleaseBody {
  const { version } = release;
  return {
    id: release.id,
    version,
    shortVersion: parseReleaseVersion(version).short,
    status: release.status,
    versionInfo: versionInfo(version),
    ref: release.ref,
    url: release.url,
    dateCreated: isoDate(release.created_at),
    dateStarted: isoDateOrNull(release.started_at),
    dateReleased: isoDateOrNull(release.released_at),
    firstEvent: facts.firstEventAt === undefined ? null : isoDate(facts.firstEventAt),
    lastEvent: facts.lastEventAt === undefined ? null : isoDate(facts.lastEventAt),
    newGroups: facts.projects.reduce((sum, { newIssues }) => sum + newIssues, 0),
    owner: null,
    data: {},
    commitCount: facts.commitCount,
    lastCommit: facts.lastCommit === undefined ? null : commitView(facts.lastCommit, members),
    authors: facts.authors.map(({ name, email }) => authorView({ name, email }, members)),
    deployCount: facts.deployCount,
    lastDeploy: facts.lastDeploy === undefined ? null : deployView(facts.lastDeploy),
    projects: facts.projects.map(({ id, slug, name, platform, newIssues }) => ({
      id,
      slug,
      name,
      platform,
      platforms: platform === null ? [] : [platform],
      newGroups: newIssues,
      ...healthView(health?.health(id, version)),
    })),
    currentProjectMeta: null,
    adoptionStages: health === undefined ? null : stagesOf(health, facts, version),
    userAgent: null,
  };
}

function healthView(
  health: ReleaseHealth | undefined,
): Pick<ReleaseBody['projects'][number], 'hasHealthData' | 'healthData'> {
  if (health === undefined) return { hasHealthData: false };
  return { hasHealthData: health.hasHealthData, healthData: { ...health, stats: {} } };
}

function stagesOf(
  health: HealthOfReleases,
  { projects }: ReleaseFacts,
  version: string,
): ReleaseBody['adoptionStages'] {
  return Object.fromEntries(
    projects.flatMap(({ id, slug }) => {
      const stage = health.stage(id, version);
      return stage === undefined ? [] : [[slug, { stage, adopted: null, unadopted: null }]];
    }),
  );
}

function versionInfo(version: string): ReleaseBody['versionInfo'] {
  const { package: name, short, semver, build } = parseReleaseVersion(version);
  const numbers =
    semver === null
      ? { raw: short }
      : {
          major: semver.major,
          minor: semver.minor,
          patch: semver.patch,
          pre: semver.pre === '' ? null : semver.pre,
          buildCode: build,
          components: semver.components,
          raw: short,
        };
  const isHash = /^[0-9a-f]{12,40}$/i.test(short);
  return {
    package: name,
    version: numbers,
    description: isHash ? short.slice(0, 12) : short,
    buildHash: isHash ? short : null,
  };
}

function authorView(
  { name, email }: { name: string | null; email: string },
  members: Members,
): ReleaseBody['authors'][number] {
  const user = members.get(email.toLowerCase());
  return user === undefined ? { name, email } : userView(user);
}

export function commitView(commit: Commit, members: Members): Static<typeof CommitSchema> {
  const { author_name: name, author_email: email } = commit;
  return {
    id: commit.sha,
    message: commit.message,
    dateCreated: isoDate(commit.committed_at),
    pullRequest: null,
    suspectCommitType: '',
    repository: repositoryView(commit.repository),
    ...(email === null ? {} : { author: authorView({ name, email }, members) }),
    releases: [],
  };
}

export function repositoryView(repository: Repository): Static<typeof RepositorySchema> {
  const provider = repository.provider ?? 'unknown';
  return {
    id: String(repository.id),
    name: repository.name,
    url: repository.url,
    provider: { id: provider, name: provider },
    status: 'active',
    dateCreated: isoDate(repository.created_at),
  };
}

export function deployView(deploy: Selectable<Database['deploys']>): Static<typeof DeploySchema> {
  return {
    id: String(deploy.id),
    environment: deploy.environment,
    name: deploy.name,
    url: deploy.url,
    dateStarted: isoDateOrNull(deploy.started_at),
    dateFinished: isoDate(deploy.finished_at),
  };
}
