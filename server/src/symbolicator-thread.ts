import type { ProjectId, SentryEvent } from '@garrison/protocol';
import { answerQuestions } from './platform/index.ts';
import {
  debugIdsOf,
  type Loaded,
  mayBeBuilt,
  type Need,
  releaseFileKey,
  SOURCE_MAP_PROBLEMS,
  symbolicateEvent,
  withoutAsync,
} from './process/index.ts';
import { createSourceLoaders } from './source-files.ts';
import { openBlobDirectory, openSqlite } from './store/index.ts';
import type { SymbolicationJob, Symbolicated, SymbolicatorAnswers } from './symbolicator.ts';

/** The entry of the thread that maps the frames of one stored event again. */
const answers: SymbolicatorAnswers = { symbolicate };
answerQuestions(answers);

async function symbolicate({ sqlitePath, blobDirectory, projectId, event }: SymbolicationJob): Promise<Symbolicated> {
  const sqlite = openSqlite({ path: sqlitePath });
  try {
    const loaders = createSourceLoaders({ db: sqlite.db, blobs: await openBlobDirectory(blobDirectory) });
    // Processing stored it.
    const copy = structuredClone(event) as unknown as SentryEvent;
    const found = new Map<string, unknown>();
    const needs = needsOf(copy, projectId);
    for (const { need, found: file } of await loaders.source_file.load(needs.byId)) found.set(keyOf(need), file);
    for (const { need, found: file } of await loaders.release_file.load(needs.byAddress)) found.set(keyOf(need), file);
    const loaded: Loaded = { get: (need) => found.get(keyOf(need)) as never };
    copy.errors = (copy.errors ?? []).filter(({ type }) => !SOURCE_MAP_PROBLEMS.has(type));
    const changed = symbolicateEvent(copy, projectId, loaded);
    return { event: copy as unknown as Symbolicated['event'], changed };
  } finally {
    await sqlite.close();
  }
}

function needsOf(
  event: SentryEvent,
  projectId: ProjectId,
): { byId: Need<'source_file'>[]; byAddress: Need<'release_file'>[] } {
  const { release, dist = null } = event;
  const holders = [...(event.exception?.values ?? []), ...(event.threads?.values ?? [])];
  const named = new Set(
    holders.flatMap(({ stacktrace }) => stacktrace?.frames.flatMap((frame) => frame.abs_path ?? []) ?? []),
  );
  return {
    byId: [...new Set(debugIdsOf(event).values())].map((key) => ({ kind: 'source_file', projectId, key })),
    byAddress:
      release === undefined
        ? []
        : [...named]
            .map(withoutAsync)
            .filter(mayBeBuilt)
            .map((path) => ({
              kind: 'release_file',
              projectId,
              key: releaseFileKey({ release, dist, path }),
            })),
  };
}

function keyOf({ kind, key }: Need): string {
  return `${kind} ${key}`;
}
