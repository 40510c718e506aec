import type { ServerResponse } from 'node:http';
import type { IssueId, OrganizationId, ProjectId } from '@garrison/protocol';
import { formatShortId, issuesOfOrganization, listProjects } from '../../query/index.ts';
import { type Change, feedBounds, type CountedIssue, type Project, readChanges } from '../../store/index.ts';
import type { ApiDeps } from '../deps.ts';

/** A reader with this much unsent data is disconnected; it connects again with the id of the last message that it received. */
const BUFFER_BYTES_MAX = 1 << 20;
const CHANGES_AT_ONCE = 500;

export interface StreamOptions {
  readonly organizationId: OrganizationId;
  projects: ReadonlyMap<ProjectId, Project>;
  /** All projects of the organisation, also ones that are made later. */
  readonly isWhole: boolean;
  /** Empty: all. */
  readonly environments: ReadonlySet<string>;
  /** A place in the change feed; undefined: its end. */
  readonly after: number | undefined;
}

/** One open page: what happened since its place in the change feed, as server-sent events. */
export interface LiveStream {
  /** Sends the head, and what happened since the place that was asked for. */
  begin(): void;
  readFeed(): void;
  tellCounts(issues: readonly CountedIssue[]): void;
}

type Deps = Pick<ApiDeps, 'db' | 'logger'>;

interface Shown {
  readonly kind: string;
  readonly projectId: ProjectId;
  readonly issueId: IssueId;
  readonly shortId?: number;
}

export async function createLiveStream(
  deps: Deps,
  response: ServerResponse,
  options: StreamOptions,
): Promise<LiveStream> {
  const { first, last } = await feedBounds(deps.db);
  const asked = options.after ?? last;
  // Old rows are deleted: when the oldest row is newer than the position, changes between them may be missing.
  const complete = asked <= last && (asked >= first - 1 || options.after === undefined);
  let place = Math.min(asked, last);
  let sending: Promise<void> = Promise.resolve();
  let isWoken = false;

  /** One after the other, although each asks the store. */
  const inTurn = (send: () => Promise<void>): void => {
    sending = sending.then(send).catch((error: unknown) => {
      deps.logger.error({ err: error }, 'a live message could not be sent');
      response.destroy();
    });
  };

  const readOn = async (): Promise<void> => {
    isWoken = false;
    for (;;) {
      if (response.destroyed || response.writableEnded) return;
      const changes = await readChanges(deps.db, { after: place, limit: CHANGES_AT_ONCE });
      const newest = changes.at(-1);
      if (newest === undefined) return;
      const wanted = changes.filter((change) => isWanted(change, options));
      await send(deps, response, { shown: wanted.map((change) => shownOf(change)), options, id: newest.id });
      place = newest.id;
      if (changes.length < CHANGES_AT_ONCE) return;
    }
  };

  return {
    begin() {
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      });
      response.write(`id: ${place}\nevent: hello\ndata: ${JSON.stringify({ complete })}\n\n`);
      inTurn(readOn);
    },
    readFeed() {
      if (isWoken) return;
      isWoken = true;
      inTurn(readOn);
    },
    tellCounts(issues) {
      const own = issues.filter(
        ({ kind, organizationId }) => kind === 'seen' && organizationId === options.organizationId,
      );
      if (own.length > 0) inTurn(() => send(deps, response, { shown: own, options }));
    },
  };
}

function isWanted(change: Change, { organizationId, environments }: StreamOptions): boolean {
  if (change.organizationId !== organizationId) return false;
  return environments.size === 0 || change.environment === undefined || environments.has(change.environment);
}

/** The number of an issue that is gone stands in its change. */
function shownOf({ kind, projectId, issueId, data }: Change): Shown {
  const shortId = data?.['shortId'];
  return { kind, projectId, issueId, ...(typeof shortId === 'number' ? { shortId } : {}) };
}

async function send(
  deps: Deps,
  response: ServerResponse,
  { shown, options, id }: { shown: readonly Shown[]; options: StreamOptions; id?: number },
): Promise<void> {
  if (shown.length === 0 || response.destroyed || response.writableEnded) return;
  if (options.isWhole && shown.some(({ projectId }) => !options.projects.has(projectId))) {
    const projects = await listProjects(deps.db, options.organizationId);
    options.projects = new Map(projects.map((project) => [project.id, project]));
  }
  const own = shown.filter(({ projectId }) => options.projects.has(projectId));
  if (own.length === 0) return;
  const data = JSON.stringify({ changes: await viewsOf(deps, own, options) });
  if (response.writableLength > BUFFER_BYTES_MAX) response.destroy();
  else response.write(`${id === undefined ? '' : `id: ${id}\n`}event: issues\ndata: ${data}\n\n`);
}

async function viewsOf(deps: Deps, shown: readonly Shown[], options: StreamOptions) {
  const issues = await issuesOfOrganization(
    deps.db,
    options.organizationId,
    shown.map(({ issueId }) => issueId),
  );
  const byId = new Map(issues.map((issue) => [issue.id, issue]));
  return shown.map(({ kind, issueId, projectId, shortId = 0 }) => {
    const issue = byId.get(issueId);
    return {
      kind,
      issueId: String(issueId),
      shortId: formatShortId(options.projects.get(projectId)?.slug ?? '', issue?.short_id ?? shortId),
      projectId: String(projectId),
      lastSeen: issue === undefined ? null : new Date(issue.last_seen_at).toISOString(),
      timesSeen: issue?.times_seen ?? null,
    };
  });
}
