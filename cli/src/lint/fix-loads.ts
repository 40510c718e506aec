import type { NodePath, Scope } from '@babel/traverse';
import type MagicString from 'magic-string';
import { LeftAlone } from './left-alone.ts';
import type { SdkBinding, SdkLoad } from './sdk-names.ts';

const SDK = '@sentry/node';

/** The change of a file, while it is being built. */
export interface Change {
  readonly text: MagicString;
  readonly kit: string;
  readonly scope: Scope;
  readonly loads: readonly SdkLoad[];
  /** Starts of references that were changed already. */
  readonly taken: ReadonlySet<number>;
  /** Places where a name is used in a type. */
  readonly types: readonly NodePath[];
  /** Exports of the kit that the file needs beside `Sentry`, until a statement brings them. */
  readonly needed: Set<string>;
}

/** Rewrites one place where the SDK is loaded, and what refers to it. Throws `LeftAlone` for what it does not understand. */
export function fixLoad(change: Change, load: SdkLoad): void {
  const { node, module, form, bindings } = load;
  if (module !== SDK) throw new LeftAlone(`${module} has no counterpart in the kit`, node);
  if (form === 'export') throw new LeftAlone('what is exported again may be imported under any name', node);
  if (form === 'import' && bindings?.length === 0)
    throw new LeftAlone('an import without names only loads the SDK, which the preload does', node);
  if (form === 'dynamic' && load.path.parent.type !== 'AwaitExpression')
    throw new LeftAlone('the promise of an import() is used', node);
  if (isTopStatement(change, load)) return fixStatement(change, load);
  const [outer, loaded] =
    form === 'dynamic'
      ? [load.path.parent, `(await import('${change.kit}')).Sentry`]
      : [node, `require('${change.kit}').Sentry`];
  overwrite(change, outer, loaded);
}

function isTopStatement({ scope }: Change, { statement, bindings, path }: SdkLoad): boolean {
  return statement !== undefined && bindings !== undefined && path.scope === scope;
}

/** `import … from '@sentry/node'` and `const … = require('@sentry/node')` at the top of a file. */
function fixStatement(change: Change, load: SdkLoad): void {
  const { bindings = [], form, statement, node } = load;
  const own = bindings.find(({ imported }) => imported === '*')?.local;
  const names = bindings.filter(({ imported }) => imported !== '*');
  const types = names.filter(({ local, typeOnly }) => typeOnly || typesOf(change, local).length > 0);
  const called = names.filter(({ local }) => isUsed(change, local));
  const namespace = called.length > 0 ? namespaceFor(change, load, called) : undefined;
  for (const { local, imported } of called) renameReferences(change, { local, to: `${namespace?.name}.${imported}` });
  const typeNamespace = own === undefined ? undefined : renameTypes(change, own);
  const isEsm = form === 'import' || node.type === 'TSImportEqualsDeclaration';
  const wanted = new Set<string>();
  if (own !== undefined && (isUsed(change, own) || lendsItsName(change, load))) wanted.add(own);
  if (namespace?.isNew === true) wanted.add(namespace.name);
  const specifiers = [...[...wanted].map((local) => specifier(local, isEsm ? ' as ' : ': ')), ...takeNeeded(change)];
  const call = form === 'dynamic' ? 'await import' : 'require';
  const loaded = isEsm
    ? `import { ${specifiers.join(', ')} } from '${change.kit}';`
    : `const { ${specifiers.join(', ')} } = ${call}('${change.kit}');`;
  const lines = [
    ...(specifiers.length > 0 ? [loaded] : []),
    ...(typeNamespace === undefined ? [] : [`import type * as ${typeNamespace} from '${SDK}';`]),
    ...(types.length > 0 ? [`import type { ${types.map(typeSpecifier).join(', ')} } from '${SDK}';`] : []),
  ];
  if (statement !== undefined) overwrite(change, statement, lines.join('\n'));
}

/** The first statement of the file that binds the whole SDK: functions that were imported by name are called through it. */
function namespaceOf(change: Change): { readonly load: SdkLoad; readonly local: string } | undefined {
  for (const load of change.loads) {
    const local = load.bindings?.find(({ imported }) => imported === '*')?.local;
    if (local !== undefined && isTopStatement(change, load)) return { load, local };
  }
  return undefined;
}

function lendsItsName(change: Change, load: SdkLoad): boolean {
  if (namespaceOf(change)?.load !== load) return false;
  const called = change.loads.flatMap((other) => (isTopStatement(change, other) ? (other.bindings ?? []) : []));
  return called.some(({ local, imported }) => imported !== '*' && isUsed(change, local));
}

/** The name through which the functions are called from now on; it must mean that wherever they are called. */
function namespaceFor(
  change: Change,
  load: SdkLoad,
  called: readonly SdkBinding[],
): { readonly name: string; readonly isNew: boolean } {
  const known = namespaceOf(change);
  if (known !== undefined && load.form !== 'import' && (known.load.node.start ?? 0) > (load.node.start ?? 0))
    throw new LeftAlone('the SDK is loaded twice, as a whole after its parts', load.node);
  const name = known?.local ?? 'Sentry';
  const meant = change.scope.getBinding(name);
  const isFirst = change.loads.find((other) => isTopStatement(change, other)) === load;
  if (known === undefined && (meant !== undefined || !isFirst))
    throw new LeftAlone(`the name ${name} is taken`, load.node);
  for (const { local } of called) {
    const hidden = valueReferences(change, local).find((path) => path.scope.getBinding(name) !== meant);
    if (hidden !== undefined) throw new LeftAlone(`the name ${name} means something else`, hidden.node);
  }
  return { name, isNew: known === undefined };
}

function typeSpecifier({ imported, local }: SdkBinding): string {
  return imported === local ? local : `${imported} as ${local}`;
}

function specifier(local: string, as: string): string {
  return local === 'Sentry' ? local : `Sentry${as}${local}`;
}

function takeNeeded({ needed }: Change): string[] {
  const names = [...needed];
  needed.clear();
  return names;
}

function overwrite({ text }: Change, { start, end }: { start?: number | null; end?: number | null }, by: string): void {
  if (start != null && end != null) text.overwrite(start, end, by);
}

function referencesOf({ scope }: Change, local: string): readonly NodePath[] {
  const binding = scope.getBinding(local);
  if (binding === undefined || !binding.constant) throw new LeftAlone(`the name ${local} is given another value`);
  return binding.referencePaths;
}

function valueReferences(change: Change, local: string): NodePath[] {
  return referencesOf(change, local).filter((path) => !isType(path) && !change.taken.has(path.node.start ?? -1));
}

const isUsed = (change: Change, local: string): boolean => valueReferences(change, local).length > 0;

function typesOf({ types, scope }: Change, local: string): NodePath[] {
  const binding = scope.getBinding(local);
  return types.filter(
    ({ node, scope: inner }) =>
      node.type === 'Identifier' && node.name === local && inner.getBinding(local) === binding,
  );
}

/** The analysis of scopes knows only some of the places where a name is used in a type. */
export function isType({ node, parent, key }: NodePath): boolean {
  if (node.type !== 'Identifier') return false;
  if (parent.type === 'TSQualifiedName') return key === 'left';
  return /^TS(?:TypeReference|TypeQuery|ExpressionWithTypeArguments|InterfaceHeritage|ClassImplements)$/.test(
    parent.type,
  );
}

/** The types of the SDK are not those of the kit's `Sentry`: `Sentry.Span` becomes `SentryTypes.Span`. */
function renameTypes(change: Change, namespace: string): string | undefined {
  const types = typesOf(change, namespace);
  if (types.length === 0) return undefined;
  const name = 'SentryTypes';
  if (types.some((path) => path.scope.hasBinding(name))) throw new LeftAlone(`the name ${name} is taken`);
  for (const { node } of types) overwrite(change, node, name);
  return name;
}

/** `captureException(error)` → `Sentry.captureException(error)`. */
function renameReferences(change: Change, { local, to }: { readonly local: string; readonly to: string }): void {
  for (const { node, parent } of valueReferences(change, local)) {
    if (node.type !== 'Identifier' || parent.type === 'ExportSpecifier' || parent.type === 'ExportDefaultDeclaration')
      throw new LeftAlone(`${local} is used in a way that is not understood`, node);
    const isShort = parent.type === 'ObjectProperty' && parent.shorthand;
    overwrite(change, node, isShort ? `${local}: ${to}` : to);
  }
}
