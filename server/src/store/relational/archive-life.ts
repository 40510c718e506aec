import { createHash } from 'node:crypto';
import type { IssueSighting } from './issue-writer.ts';
import { MINUTE_MS } from '../../durations.ts';

/**
 * How long an issue stays archived; in its `status_details`, JSON. All times in milliseconds, windows in minutes.
 * Until any of: the time `ignoreUntil`; `ignoreCount` further events, counted from `timesSeenAtIgnore` (times seen when it was archived),
 * or within `ignoreWindow`; events of `ignoreUserCount` different users since, or within `ignoreUserWindow`.
 * Until it escalates: more events within a day than `escalatesAbove`.
 */
export interface ArchiveDetails {
  readonly ignoreUntil?: number;
  readonly ignoreCount?: number;
  readonly ignoreWindow?: number;
  readonly timesSeenAtIgnore?: number;
  readonly ignoreUserCount?: number;
  readonly ignoreUserWindow?: number;
  readonly escalatesAbove?: number;
  /** What the writer has counted so far: `[slot, events]` of the last slots of the window; when each user was last seen. */
  readonly slots?: readonly (readonly [number, number])[];
  readonly users?: Readonly<Record<string, number>>;
}

interface Seen {
  readonly timesSeen: number;
  readonly sightings: readonly IssueSighting[];
  readonly now: number;
}

const DAY_MINUTES = 24 * 60;
/** A window slides by its twelfth. */
const SLOTS = 12;

/** The details with this batch counted, and whether the archive ends with it. Pure. */
export function countTowardsEnd(details: ArchiveDetails, seen: Seen): { details: ArchiveDetails; isOver: boolean } {
  const window = details.escalatesAbove === undefined ? details.ignoreWindow : DAY_MINUTES;
  const slots = window === undefined ? undefined : slide(details.slots ?? [], window, seen);
  const users = details.ignoreUserCount === undefined ? undefined : recentUsers(details, seen);
  const inWindow = slots?.reduce((sum, [, events]) => sum + events, 0);
  const events = inWindow ?? seen.timesSeen - (details.timesSeenAtIgnore ?? 0);
  const { ignoreUntil = Infinity, ignoreCount = Infinity, ignoreUserCount = Infinity } = details;
  const isOver =
    seen.now >= ignoreUntil ||
    events >= ignoreCount ||
    Object.keys(users ?? {}).length >= ignoreUserCount ||
    events > (details.escalatesAbove ?? Infinity);
  const counted = { ...(slots === undefined ? {} : { slots }), ...(users === undefined ? {} : { users }) };
  return { details: { ...details, ...counted }, isOver };
}

function slide(
  slots: readonly (readonly [number, number])[],
  windowMinutes: number,
  { sightings, now }: Seen,
): readonly (readonly [number, number])[] {
  const slot = Math.floor((now * SLOTS) / (windowMinutes * MINUTE_MS));
  const kept = slots.filter(([at]) => at > slot - SLOTS && at !== slot);
  const before = slots.find(([at]) => at === slot)?.[1] ?? 0;
  return [...kept, [slot, before + sightings.length]];
}

function recentUsers(
  { users = {}, ignoreUserWindow }: ArchiveDetails,
  { sightings, now }: Seen,
): Record<string, number> {
  const oldest = ignoreUserWindow === undefined ? 0 : now - ignoreUserWindow * MINUTE_MS;
  const recent = Object.fromEntries(Object.entries(users).filter(([, at]) => at > oldest));
  for (const { user } of sightings) {
    if (user !== '') recent[createHash('sha256').update(user).digest('base64url').slice(0, 11)] = now;
  }
  return recent;
}
