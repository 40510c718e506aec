import {
  factsOfHashes,
  findEvents,
  hashId,
  hashesOfIssue,
  listUserReports,
  readPayload,
  type EventScope,
  type HashFacts,
  type PositionPage,
} from '../../query/index.ts';
import { edits, type Issue } from '../../store/index.ts';
import type { ApiDeps } from '../deps.ts';
import { FieldError } from '../http/api-error.ts';

type Deps = Pick<ApiDeps, 'db' | 'events' | 'live' | 'grouping'>;

const REPORTS_AT_ONCE = 1000;

/**
 * Takes hashes, and with them their events, out of an issue into a new one. A hash without events moves together with the hashes
 * that it was merged with. Counts are those of the stored events: a batch that is being stored at the moment stays counted in the
 * source. Throws a FieldError when there is nothing to take, nothing would stay, or a hash is not the issue's.
 */
export async function unmerge(
  deps: Deps,
  source: Issue,
  { hashes, actor }: { hashes: readonly string[]; actor: edits.Actor },
): Promise<Issue> {
  const held = await hashesOfIssue(deps.db, source.id);
  const chosen = new Set(hashes.map((hash) => hash.toLowerCase()));
  for (const hash of chosen) {
    if (!held.some((own) => own.hash === hash)) throw new FieldError({ id: [`${hash} is not a hash of this issue.`] });
  }
  const facts = await factsOfHashes(
    deps.events,
    source.project_id,
    held.map(({ hash }) => hash),
  );
  const leaving = facts.filter(({ hash }) => chosen.has(hash));
  const staying = facts.filter(({ hash }) => !chosen.has(hash));
  if (leaving.length === 0) throw new FieldError({ id: ['No stored event has these hashes.'] });
  if (staying.length === 0) throw new FieldError({ id: ['All events would leave the issue; leave it one hash.'] });
  const silent = silentCompanions(held, { leaving, staying });
  const both = await edits.unmergeIssue(
    deps.db,
    {
      source,
      hashes: [...new Set([...chosen, ...silent])],
      leaving: await sideOf(deps, source, leaving),
      staying: await sideOf(deps, source, staying),
      reported: await reportedIn(deps, source, leaving),
    },
    actor,
  );
  if (both === undefined) throw new FieldError({ id: ['The issue has changed meanwhile; look again.'] });
  deps.live.wake();
  return both.created;
}

/** When all hashes with events of one merged issue leave, its hashes without events leave too. */
function silentCompanions(
  held: readonly { readonly hash: string; readonly mergedFrom: number | null }[],
  { leaving, staying }: { leaving: readonly HashFacts[]; staying: readonly HashFacts[] },
): string[] {
  const originOf = new Map(held.map(({ hash, mergedFrom }) => [hash, mergedFrom]));
  const originsOf = (facts: readonly HashFacts[]) => new Set(facts.map(({ hash }) => originOf.get(hash)));
  const gone = originsOf(leaving).difference(originsOf(staying));
  const carried = new Set([...leaving, ...staying].map(({ hash }) => hash));
  return held.filter(({ hash, mergedFrom }) => gone.has(mergedFrom) && !carried.has(hash)).map(({ hash }) => hash);
}

function scopeOf(source: Issue, facts: readonly HashFacts[]): EventScope {
  return { projectIds: [source.project_id], hashIds: facts.map(({ hash }) => hashId(hash)) };
}

/** The issue's columns, as these events alone would have made them. */
async function sideOf(deps: Deps, source: Issue, facts: readonly HashFacts[]): Promise<edits.UnmergedSide> {
  const byFirst = facts.toSorted((a, b) => a.firstSeen - b.firstSeen);
  const byLast = facts.toSorted((a, b) => b.lastSeen - a.lastSeen);
  const latestIds = byLast.slice(0, 1).map(({ latestEventId }) => latestEventId);
  const [latest] = await findEvents(deps.events, scopeOf(source, facts), latestIds);
  const payload = latest === undefined ? undefined : await readPayload(deps.events, latest);
  const metadata = payload === undefined ? undefined : await deps.grouping.metadataOf(source.project_id, payload);
  const logger = payload?.['logger'];
  return {
    title: latest?.title ?? source.title,
    culprit: latest?.culprit ?? source.culprit,
    type: latest?.type ?? source.type,
    metadata: JSON.stringify(metadata ?? { title: latest?.title ?? source.title }),
    level: latest?.level ?? source.level,
    platform: latest?.platform ?? source.platform,
    logger: typeof logger === 'string' ? logger : null,
    is_unhandled: Number(byLast[0]?.isUnhandled ?? false),
    times_seen: facts.reduce((total, { events }) => total + events, 0),
    first_seen_at: byFirst[0]?.firstSeen ?? source.first_seen_at,
    last_seen_at: byLast[0]?.lastSeen ?? source.last_seen_at,
    first_release: byFirst.find(({ firstRelease }) => firstRelease !== '')?.firstRelease ?? null,
    last_release: byLast.find(({ lastRelease }) => lastRelease !== '')?.lastRelease ?? null,
  };
}

async function reportedIn(deps: Deps, source: Issue, leaving: readonly HashFacts[]): Promise<string[]> {
  const filter = { projectId: source.project_id, issueId: source.id };
  const reported: string[] = [];
  let page: PositionPage | undefined = { limit: REPORTS_AT_ONCE };
  while (page !== undefined) {
    const { rows, hasNext }: Awaited<ReturnType<typeof listUserReports>> = await listUserReports(deps.db, filter, page);
    const ids = [...new Set(rows.map(({ event_id }) => event_id))];
    const events = await findEvents(deps.events, scopeOf(source, leaving), ids);
    reported.push(...events.map(({ eventId }) => eventId));
    const last = rows.at(-1);
    page =
      !hasNext || last === undefined
        ? undefined
        : { limit: REPORTS_AT_ONCE, position: { value: last.id, id: BigInt(last.id), side: 'after' } };
  }
  return [...new Set(reported)];
}
