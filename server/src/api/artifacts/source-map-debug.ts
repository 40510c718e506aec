import { Type, type Static } from 'typebox';
import { asJsonObject, isJsonObject, type JsonObject } from '@garrison/protocol';
import { filesByDebugId, filesOfRelease, hasArtifacts } from '../../query/index.ts';
import type { Project } from '../../store/index.ts';
import type { ApiDeps } from '../deps.ts';
import { NullableInteger, NullableString } from '../http/schema.ts';

const Frame = Type.Object({
  exception: Type.Integer(),
  frame: Type.Integer(),
  path: Type.String(),
  line: NullableInteger,
  debugId: NullableString,
  /** Sentry's name of what is wrong; `no_debug_id` and `no_release`: nothing could be looked for. */
  problem: Type.String(),
  explanation: Type.String(),
  advice: Type.String(),
  /** Its file is here now: it came after the event. */
  isUploadedNow: Type.Boolean(),
});

export const SourceMapDebug = Type.Object({
  release: NullableString,
  dist: NullableString,
  hasDebugIds: Type.Boolean(),
  projectHasArtifacts: Type.Boolean(),
  releaseHasArtifacts: Type.Boolean(),
  /** Frames that still show built code. */
  frames: Type.Array(Frame),
});
type Debug = Static<typeof SourceMapDebug>;
type DebugFrame = Debug['frames'][number];

/** What Sentry's names of problems mean, as a sentence. */
export const SOURCE_MAP_PROBLEMS: Readonly<Record<string, string>> = {
  missing_source: 'No uploaded file fits.',
  missing_sourcemap: 'The built file is here, its source map is not.',
  malformed_sourcemap: 'The source map cannot be read.',
  invalid_location: 'The source map says nothing of this line and column: it belongs to another build of the file.',
  missing_source_content: 'The source map does not carry the text of its sources.',
};
const ADVICE: Readonly<Record<string, string>> = {
  missing_sourcemap:
    'Let the bundler write source maps (for example `sourcemap: true`), and upload them with the files.',
  malformed_sourcemap: 'Upload the map that the bundler wrote, unchanged.',
  invalid_location:
    'Run `sentry-cli sourcemaps inject` after the last step that changes the files, then upload what is deployed.',
  missing_source_content:
    'Let the bundler put the sources into the map (`sourcesContent`), or upload the source files, too.',
};
const BUILT = /\.(?:[cm]?js|bundle|hbc)(?:[?#]|$)/i;

/** Why frames of a stored event are still as the browser or the service sent them, and what to do. */
export async function sourceMapDebug(deps: Pick<ApiDeps, 'db'>, project: Project, event: JsonObject): Promise<Debug> {
  const release = textOrNull(event['release']);
  const dist = textOrNull(event['dist']);
  const ids = debugIds(event);
  const [known, ofRelease, projectHasArtifacts] = await Promise.all([
    ids.size === 0 ? [] : filesByDebugId(deps.db, [project.id], [...new Set(ids.values())]),
    release === null ? [] : filesOfRelease(deps.db, project.id, release),
    hasArtifacts(deps.db, project.id),
  ]);
  const here = new Set(known.map(({ debugId }) => debugId));
  const problems = problemsByPath(event);
  const frames = framesOf(event).flatMap(({ exception, frame, value }): DebugFrame[] => {
    const path = (textOrNull(value['abs_path']) ?? textOrNull(value['filename']) ?? '').replace(/^async /, '');
    const own = problems.get(path);
    const debugId = ids.get(path) ?? null;
    const problem = own?.type ?? unnamedProblem(event, { path, debugId, release });
    if (asJsonObject(value['data'])?.['symbolicated'] === true || problem === undefined) return [];
    const isUploadedNow = debugId !== null && here.has(debugId);
    const line = typeof value['lineno'] === 'number' ? value['lineno'] : null;
    const said = explain({ problem, detail: own?.detail, debugId, project: project.slug, isUploadedNow });
    return [{ exception, frame, path, line, debugId, problem, isUploadedNow, ...said }];
  });
  return {
    release,
    dist,
    hasDebugIds: ids.size > 0,
    projectHasArtifacts,
    releaseHasArtifacts: ofRelease.length > 0,
    frames,
  };
}

function explain({
  problem,
  detail,
  debugId,
  project,
  isUploadedNow,
}: {
  problem: string;
  detail: string | undefined;
  debugId: string | null;
  project: string;
  isUploadedNow: boolean;
}): Pick<DebugFrame, 'explanation' | 'advice'> {
  const upload = `sentry-cli sourcemaps inject dist && sentry-cli sourcemaps upload --project ${project} dist`;
  if (isUploadedNow && problem === 'missing_source') {
    return {
      explanation: 'Its file was uploaded after the event came.',
      advice: 'Map the event again. Upload before you deploy, so that the first events are mapped, too.',
    };
  }
  if (problem === 'no_debug_id') {
    return {
      explanation: 'The file has no debug id, and no file of its release was uploaded.',
      advice: `Inject debug ids as the last step of the build, upload, and deploy these files: \`${upload}\``,
    };
  }
  if (problem === 'missing_source' && debugId !== null) {
    return {
      explanation: `No file with the debug id ${debugId} was uploaded to this project.`,
      advice: `Upload the files of this very build: \`${upload}\``,
    };
  }
  const text = SOURCE_MAP_PROBLEMS[problem] ?? problem;
  return {
    explanation: detail === undefined ? text : `${text} ${detail}.`,
    advice: ADVICE[problem] ?? `Upload the files that are deployed: \`${upload}\``,
  };
}

/** Browsers run built files. Whether the files of another service without debug ids were built is not known. */
function unnamedProblem(
  event: JsonObject,
  { path, debugId }: { path: string; debugId: string | null; release: string | null },
): string | undefined {
  if (debugId !== null) return 'missing_source';
  return event['platform'] === 'javascript' && BUILT.test(path) ? 'no_debug_id' : undefined;
}

function problemsByPath(event: JsonObject): ReadonlyMap<string, { type: string; detail: string | undefined }> {
  const found = new Map<string, { type: string; detail: string | undefined }>();
  for (const error of listOf(event['errors'])) {
    const type = textOrNull(error['type']);
    const url = textOrNull(error['url']);
    if (type === null || url === null || SOURCE_MAP_PROBLEMS[type] === undefined) continue;
    found.set(url, { type, detail: textOrNull(error['value']) ?? undefined });
  }
  return found;
}

function framesOf(event: JsonObject): { exception: number; frame: number; value: JsonObject }[] {
  return listOf(asJsonObject(event['exception'])?.['values']).flatMap((value, exception) =>
    listOf(asJsonObject(value['stacktrace'])?.['frames']).map((frame, index) => ({
      exception,
      frame: index,
      value: frame,
    })),
  );
}

/** File → debug id, 32 hex digits. */
function debugIds(event: JsonObject): ReadonlyMap<string, string> {
  const images = listOf(asJsonObject(event['debug_meta'])?.['images']);
  return new Map(
    images.flatMap((image): [string, string][] => {
      const file = textOrNull(image['code_file']);
      const id = textOrNull(image['debug_id'])?.replaceAll('-', '').toLowerCase();
      return image['type'] === 'sourcemap' && file !== null && id !== undefined ? [[file, id]] : [];
    }),
  );
}

function listOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
