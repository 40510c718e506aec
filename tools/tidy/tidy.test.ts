import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { EXCEPTIONS, type Exception } from './exceptions.ts';
import { importCircles } from './import-circles.ts';
import {
  COMPOSERS,
  FACE_LINES_MAX,
  FILE_LINES_MAX,
  FOLDERS_NOT_ALLOWED,
  FUNCTION_LINES_MAX,
  LEAVES,
  PARAMETERS_MAX,
  ROOMS,
  TYPES_ONLY,
} from './rooms.ts';
import { readSourceFile, type SourceFile } from './source-file.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)));
const isTest = (path: string): boolean => /\.(test|contract)\.tsx?$|(^|\/)test\//.test(path);
const sources = tracked
  .filter(
    (path) => /\.tsx?$|^kit\/node\/conformance\/.*\.[cm]js$/.test(path) && !/\/generated\/|^testkit\/sdks\//.test(path),
  )
  .map((path) => readSourceFile(root, path));
const product = sources.filter((file) => !isTest(file.path));

const roomOf = (path: string): string | undefined =>
  ROOMS.map((room) => room.folder)
    .filter((folder) => path === folder || path.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0];
const excused = (file: string, rule: Exception['rule']): boolean =>
  EXCEPTIONS.some((exception) => exception.file === file && exception.rule === rule);

function importProblems(file: SourceFile): string[] {
  const room = roomOf(file.path);
  if (room === undefined || COMPOSERS.includes(file.path) || excused(file.path, 'import')) return [];
  const allowed = ROOMS.find((candidate) => candidate.folder === room)?.mayImport ?? [];
  return file.imports.flatMap(({ target, typeOnly }) => {
    const other = roomOf(target);
    if (other === room || LEAVES.includes(target)) return [];
    if (other === undefined)
      return COMPOSERS.includes(target) || /^server\/src\/[^/]+$/.test(target)
        ? [`${file.path} imports ${target}`]
        : [];
    if (!allowed.includes(other)) return [`${file.path}: ${room} may not import ${other}`];
    if (TYPES_ONLY[room]?.includes(other) && !typeOnly) return [`${file.path}: only types of ${other} may be imported`];
    if (target !== other && basename(target) !== 'index.ts')
      return [`${file.path}: import the face of ${other}, not ${target}`];
    return [];
  });
}

describe('the house', () => {
  it('is imported only along the arrows of the design, and only through faces', () => {
    expect(product.flatMap(importProblems)).toEqual([]);
  });

  it('has faces that are faces: named re-exports only, at most 30 lines, no code', () => {
    const faces = product.filter(
      (file) => ROOMS.some((room) => file.path === `${room.folder}/index.ts`) && !excused(file.path, 'face'),
    );
    expect(faces.filter((face) => face.ownStatements > 0 || face.starExports > 0).map((face) => face.path)).toEqual([]);
    // A face is counted in statements: the formatter may break a long one over several lines.
    expect(
      faces.filter((face) => (face.text.match(/\bfrom '/g) ?? []).length > FACE_LINES_MAX).map((face) => face.path),
    ).toEqual([]);
  });

  it('has small files, small functions, few parameters', () => {
    const problems = product.flatMap((file) => [
      ...(file.codeLines > FILE_LINES_MAX && !excused(file.path, 'file-lines')
        ? [`${file.path}: ${file.codeLines} lines of code`]
        : []),
      ...file.functions
        .filter((shape) => shape.lines > FUNCTION_LINES_MAX && !excused(file.path, 'function-lines'))
        .map((shape) => `${file.path}:${shape.line} ${shape.name}: ${shape.lines} lines`),
      ...file.functions
        .filter((shape) => shape.parameters > PARAMETERS_MAX && !excused(file.path, 'parameters'))
        .map((shape) => `${file.path}:${shape.line} ${shape.name}: ${shape.parameters} parameters`),
    ]);
    expect(problems).toEqual([]);
  });

  it('has no circle of imports that run', () => {
    const edges = new Map(
      sources.map((file) => [file.path, file.imports.filter((one) => !one.typeOnly).map((one) => one.target)]),
    );
    expect(importCircles(edges)).toEqual([]);
  });

  it('has no circle of imports, types included', () => {
    const edges = new Map(sources.map((file) => [file.path, file.imports.map((one) => one.target)]));
    expect(importCircles(edges).filter((circle) => !circle.every((file) => excused(file, 'circle')))).toEqual([]);
  });

  it('has no grab-bag folders', () => {
    const folders = new Set(tracked.flatMap((path) => dirname(path).split('/')));
    expect(FOLDERS_NOT_ALLOWED.filter((name) => folders.has(name))).toEqual([]);
  });

  it('catches nothing silently', () => {
    expect(product.flatMap((file) => file.emptyCatches.map((line) => `${file.path}:${line}`))).toEqual([]);
  });

  it('keeps no exception that is no longer needed', () => {
    const circles = importCircles(new Map(sources.map((file) => [file.path, file.imports.map((one) => one.target)])));
    const stale = EXCEPTIONS.filter((exception) => {
      const file = product.find((candidate) => candidate.path === exception.file);
      if (file === undefined) return true;
      if (exception.rule === 'file-lines') return file.codeLines <= FILE_LINES_MAX;
      if (exception.rule === 'function-lines')
        return file.functions.every((shape) => shape.lines <= FUNCTION_LINES_MAX);
      if (exception.rule === 'parameters') return file.functions.every((shape) => shape.parameters <= PARAMETERS_MAX);
      if (exception.rule === 'circle') return !circles.some((circle) => circle.includes(exception.file));
      return false;
    });
    expect(stale).toEqual([]);
  });
});

describe('the documents', () => {
  const documents = tracked.filter((path) => path.endsWith('.md'));

  it('name only paths that exist', () => {
    const missing = documents.flatMap((document) =>
      [
        ...readFileSync(join(root, document), 'utf8').matchAll(
          /`((?:protocol|policy|topology|kit|server|api-client|cli|ui|testkit|examples|bench|tools|docs)\/[\w./-]*)`/g,
        ),
      ]
        .map((match) => match[1] ?? '')
        .filter((path) => !existsSync(join(root, path)) && !existsSync(join(root, dirname(document), path)))
        .map((path) => `${document}: ${path}`),
    );
    expect(missing).toEqual([]);
  });

  it('speak of no unfinished work', () => {
    const marks = new RegExp(['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].map((word) => `\\b${word}\\b`).join('|'));
    const found = [
      ...sources.map((file) => [file.path, file.text] as const),
      ...documents.map((path) => [path, readFileSync(join(root, path), 'utf8')] as const),
    ];
    expect(found.filter(([, text]) => marks.test(text)).map(([path]) => path)).toEqual([]);
  });
});
