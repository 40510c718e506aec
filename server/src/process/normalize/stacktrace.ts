import { isJsonObject } from '@garrison/protocol';
import { freeForm, freeObject } from './free-form.ts';
import { count, flag, line, list, object, text, type Bag, type Rule } from './rules.ts';

const FRAMES_MAX = 250;
const PATH_MAX = 2048;
const rest = freeForm({ depth: 3, size: 2048, text: 512 });
/** Source code is not what people typed: a line that says `password` stays, a token in it goes. */
const sourceLine = line(512, 'replace');
const sourceLines = list(sourceLine, { max: 20, keep: 'first' });

const fields = object(
  {
    filename: text(PATH_MAX),
    abs_path: text(PATH_MAX),
    module: text(512),
    package: text(512),
    function: text(512),
    raw_function: text(512),
    lineno: count,
    colno: count,
    in_app: flag,
    platform: text(64),
    context_line: sourceLine,
    pre_context: sourceLines,
    post_context: sourceLines,
    vars: freeObject({ depth: 5, size: 16 * 1024, text: 1024 }),
    data: freeObject({ depth: 3, size: 4096, text: 1024 }),
  },
  { rest },
);

const frame: Rule = (value, walk) => {
  const read = fields(value, walk);
  if (isJsonObject(read)) completePaths(read);
  return read;
};

/** JavaScript sends no `abs_path`; of a URL the file name is its path. */
function completePaths(read: Bag): void {
  const filename = read['filename'];
  const path = read['abs_path'];
  if (typeof filename === 'string') {
    if (typeof path !== 'string') read['abs_path'] = filename;
    if (filename.includes('://')) read['filename'] = pathOfUrl(filename);
  } else if (typeof path === 'string') {
    read['filename'] = path.includes('://') ? pathOfUrl(path) : path;
  }
}

function pathOfUrl(url: string): string {
  if (!/^https?:\/\//i.test(url)) return url;
  const path = url.replace(/^https?:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
  return path === '' ? '/' : path;
}

const frames = list(frame, { max: FRAMES_MAX, keep: 'ends' });

const traceFields = object({ frames, registers: freeObject({ depth: 2, size: 4096, text: 256 }) }, { rest });

/** A bare array of frames is one too. Without frames it says nothing. */
export const stacktrace: Rule = (value, walk) => {
  const read = traceFields(Array.isArray(value) ? { frames: value } : value, walk);
  if (!isJsonObject(read)) return undefined;
  return Array.isArray(read['frames']) ? read : walk.invalid('frames', undefined);
};
