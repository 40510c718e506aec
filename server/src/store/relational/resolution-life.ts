import { compareVersions } from '@garrison/protocol';
import type { IssueSighting } from './issue-writer.ts';

/** In what an issue is resolved, in its `status_details` (JSON); nothing: at once. */
export interface ResolutionDetails {
  readonly inRelease?: string;
  readonly inNextRelease?: boolean;
  /** The latest release when the issue was resolved in the next one; absent: there was none. */
  readonly nextAfter?: string;
  readonly inCommit?: CommitReference;
}

export interface CommitReference {
  readonly repository: string;
  readonly commit: string;
}

/** What is known of the releases of a project. */
export interface ReleaseOrder {
  /** Since when the project has the release: when it went out, else when it was first heard of. Undefined: it does not have it. */
  age(version: string): number | undefined;
  /** Whether the project's releases are ordered by their versions. */
  followsSemver(): boolean;
  /** The age of the first release with the commit; undefined: no release has it. */
  ageWithCommit(commit: CommitReference): number | undefined;
}

/**
 * Whether an event brings a resolved issue back. Sentry's rules: an event from before the resolution never does; one without a release
 * does not end a resolution by release. "In release X" ends with X itself and what is newer; "in the next release" with what is newer
 * than the latest release of then; "in a commit" with the first release that has the commit, and what is newer.
 */
export function endsResolution(
  sighting: Pick<IssueSighting, 'release' | 'timestamp'>,
  { details, resolvedAt }: { details: ResolutionDetails; resolvedAt: number },
  releases: ReleaseOrder,
): boolean {
  const { release, timestamp } = sighting;
  if (timestamp <= resolvedAt) return false;
  const { inRelease, inNextRelease, nextAfter, inCommit } = details;
  if (inRelease === undefined && inNextRelease !== true && inCommit === undefined) return true;
  if (release === '') return false;
  if (inRelease !== undefined) return release === inRelease || isNewer(release, inRelease, releases);
  if (inCommit !== undefined) {
    const fixed = releases.ageWithCommit(inCommit);
    return fixed !== undefined && (releases.age(release) ?? 0) >= fixed;
  }
  return nextAfter === undefined ? (releases.age(release) ?? 0) > resolvedAt : isNewer(release, nextAfter, releases);
}

/** By the versions where they order the releases and both are versions of one package, else by age. */
function isNewer(release: string, than: string, releases: ReleaseOrder): boolean {
  const byVersion = releases.followsSemver() ? compareVersions(release, than) : undefined;
  if (byVersion !== undefined) return byVersion > 0;
  const [own, other] = [releases.age(release), releases.age(than)];
  return own !== undefined && other !== undefined && own > other;
}
