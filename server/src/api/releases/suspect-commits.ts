import { asJsonObject, asText, isJsonObject, type JsonObject } from '@garrison/protocol';
import type { CommitWithFiles } from '../../query/index.ts';
import { DAY_MS } from '../../durations.ts';

/** A commit that changed a file in which the error happened. */
export interface SuspectCommit {
  readonly commit: CommitWithFiles;
  /** The changed file, and the frame's. */
  readonly path: string;
  readonly frame: string;
}

const AGE_MAX_MS = 365 * DAY_MS;
const SUSPECTS_MAX = 5;

/**
 * Commits of a release that changed files of the stack, the innermost frame of the application first. A path fits a frame when they end
 * alike, down to a folder: code hosts and built programs know a file from different roots.
 */
export function suspectCommits(
  event: JsonObject,
  commits: readonly CommitWithFiles[],
  now: number,
): readonly SuspectCommit[] {
  const recent = commits.filter(({ committed_at: at }) => now - at < AGE_MAX_MS);
  const suspects = new Map<number, SuspectCommit>();
  for (const frame of appFilesOf(event)) {
    for (const commit of recent) {
      const path = commit.paths.find((changed) => isSameFile(changed, frame));
      if (path !== undefined && !suspects.has(commit.id)) suspects.set(commit.id, { commit, path, frame });
    }
  }
  return [...suspects.values()].slice(0, SUSPECTS_MAX);
}

function isSameFile(changed: string, frame: string): boolean {
  const [a, b] = [segmentsOf(changed), segmentsOf(frame)];
  const shorter = Math.min(a.length, b.length);
  const same = a.findIndex((segment, index) => segment !== b[index]);
  const alike = same === -1 ? shorter : Math.min(same, shorter);
  return alike === shorter || alike >= 2;
}

/** From the file to the root. */
function segmentsOf(path: string): string[] {
  return path
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.' && segment !== '..')
    .toReversed();
}

/** The files of the application's frames, the place of the error first, each once. */
function appFilesOf(event: JsonObject): string[] {
  const exceptions = listOf(asJsonObject(event['exception'])?.['values']).toReversed();
  const files = exceptions.flatMap((exception) =>
    listOf(asJsonObject(exception['stacktrace'])?.['frames'])
      .toReversed()
      .filter((frame) => frame['in_app'] !== false)
      .flatMap((frame) => asText(frame['filename']) ?? []),
  );
  return [...new Set(files)].filter((file) => file !== '');
}

function listOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
