import { readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { WORKSPACES } from './rooms.ts';

export interface Import {
  /** Repository path of the imported file, or the folder of a room when a workspace is imported by name. */
  readonly target: string;
  readonly typeOnly: boolean;
}

export interface FunctionShape {
  readonly name: string;
  readonly line: number;
  readonly lines: number;
  readonly parameters: number;
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly codeLines: number;
  readonly imports: readonly Import[];
  readonly functions: readonly FunctionShape[];
  /** Statements that are not re-exports. */
  readonly ownStatements: number;
  readonly starExports: number;
  readonly emptyCatches: readonly number[];
}

type Node = { type: string; start: number; end: number; [key: string]: unknown };

/** Reads one TypeScript file as far as the rules of the house need it. */
export function readSourceFile(root: string, path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const { program, comments, module } = parseSync(path, text);
  const bare = withoutComments(text, comments);
  const lineOf = lineFinder(text);
  const functions: FunctionShape[] = [];
  const emptyCatches: number[] = [];
  const measure = (node: unknown): void => {
    const { start, end, id, params } = node as Node & { id?: { name?: string } | null; params: readonly unknown[] };
    functions.push({
      name: id?.name ?? 'function',
      line: lineOf(start),
      lines: countCode(bare.slice(start, end)),
      parameters: params.length,
    });
  };
  new Visitor({
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: measure,
    CatchClause: (node) => {
      // A comment inside says why nothing is done; an empty block says nothing.
      if (node.body.body.length === 0 && !/\/[/*]/.test(text.slice(node.body.start, node.body.end)))
        emptyCatches.push(lineOf(node.start));
    },
  }).visit(program);
  const body = program.body as unknown as Node[];
  return {
    path,
    text,
    codeLines: countCode(bare),
    imports: importsOf(path, module),
    functions,
    ownStatements: body.filter((node) => !isReExport(node)).length,
    starExports: body.filter((node) => node.type === 'ExportAllDeclaration' && node['exported'] === null).length,
    emptyCatches,
  };
}

function isReExport(node: Node): boolean {
  // `export * as name from` is a named one, too.
  if (node.type === 'ExportAllDeclaration') return true;
  return node.type === 'ExportNamedDeclaration' && node['source'] !== null && node['source'] !== undefined;
}

function importsOf(path: string, module: ReturnType<typeof parseSync>['module']): Import[] {
  const found: Import[] = [];
  const add = (specifier: string, typeOnly: boolean): void => {
    const target = resolveImport(path, specifier);
    if (target !== undefined) found.push({ target, typeOnly });
  };
  for (const statement of module.staticImports)
    add(
      statement.moduleRequest.value,
      statement.entries.length > 0 && statement.entries.every((entry) => entry.isType),
    );
  for (const statement of module.staticExports)
    for (const entry of statement.entries) if (entry.moduleRequest) add(entry.moduleRequest.value, entry.isType);
  return found;
}

function resolveImport(path: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return normalize(relative('.', join(dirname(path), specifier)));
  return WORKSPACES[specifier];
}

function withoutComments(text: string, comments: readonly { start: number; end: number }[]): string {
  let bare = text;
  for (const { start, end } of comments)
    bare = bare.slice(0, start) + bare.slice(start, end).replace(/[^\n]/g, ' ') + bare.slice(end);
  return bare;
}

function countCode(text: string): number {
  return text.split('\n').filter((line) => line.trim() !== '').length;
}

function lineFinder(text: string): (offset: number) => number {
  return (offset) => text.slice(0, offset).split('\n').length;
}
