import type { NodePath, Scope } from '@babel/traverse';
import type { CallExpression } from '@babel/types';
import MagicString from 'magic-string';
import { fixErrorHandler } from './fix-handlers.ts';
import { initSentryText } from './fix-init.ts';
import { fixLoad, isType, type Change } from './fix-loads.ts';
import { keepsSdk } from './ignore.ts';
import { LeftAlone } from './left-alone.ts';
import type { RuleContext } from './rules.ts';
import { readSdkNames, sdkCall } from './sdk-names.ts';
import { parseSource, visit } from './source.ts';

export interface Fixed {
  /** The new text; undefined: the file stays as it is. */
  readonly text?: string;
  /** Why it is not changed, with the line. */
  readonly left?: { readonly reason: string; readonly line: number | undefined };
}

/**
 * The SDK is imported through the kit, and `Sentry.init` becomes `initSentry`. A file is changed as a whole or not at all: not when it
 * holds something that cannot be changed safely, and not when the result could not be read.
 */
export function fixSource(context: RuleContext, serviceName: string | undefined): Fixed {
  const { source, names } = context;
  if (names.loads.length === 0) return {};
  if (keepsSdk(source)) return { left: { reason: 'an ignore comment keeps the SDK in this file', line: undefined } };
  try {
    const text = fixedText(context, serviceName);
    parseSource(source.file, text);
    return text === source.text ? {} : { text };
  } catch (error) {
    if (error instanceof LeftAlone) return { left: { reason: error.message, line: error.node?.loc?.start.line } };
    // The scope analysis refuses a name that is declared twice, the parser refuses a result that is not valid.
    return { left: { reason: error instanceof Error ? error.message : String(error), line: undefined } };
  }
}

function fixedText({ source: { file, text: old }, kit }: RuleContext, serviceName: string | undefined): string {
  // Parsed again: what the rules have seen was seen without scopes.
  const source = parseSource(file, old);
  const names = readSdkNames(source, [kit], { scope: true });
  const text = new MagicString(old);
  const taken = new Set<number>();
  const needed = new Set<string>();
  const types: NodePath[] = [];
  let scope: Scope | undefined;
  visit(
    source,
    (path) => {
      if (path.isProgram()) scope = path.scope;
      if (isType(path)) types.push(path);
      const found = sdkCall(names, path.node);
      if (found === undefined) return;
      const { name, call } = found;
      const added =
        name === 'init'
          ? fixInit(text, call, initSentryText(source, call, serviceName))
          : fixErrorHandler(text, path as NodePath<CallExpression>, name);
      if (added === undefined) return;
      const hidden = added.find((export_) => path.scope.hasBinding(export_));
      if (hidden !== undefined) throw new LeftAlone(`the name ${hidden} is taken`, path.node);
      for (const export_ of added) needed.add(export_);
      taken.add((call.callee.type === 'MemberExpression' ? call.callee.object.start : call.callee.start) ?? -1);
    },
    { scope: true },
  );
  if (scope === undefined) return old;
  const change: Change = { text, kit, scope, taken, types, needed, loads: names.loads };
  for (const load of names.loads) fixLoad(change, load);
  if (needed.size > 0) throw new LeftAlone('there is no place at the top of the file for the import of the kit');
  return text.toString();
}

function fixInit(text: MagicString, { start, end }: CallExpression, by: string): readonly string[] {
  if (start != null && end != null) text.overwrite(start, end, by);
  return ['initSentry'];
}
