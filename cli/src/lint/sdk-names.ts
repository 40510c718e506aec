import type { CallExpression, Node } from '@babel/types';
import type { NodePath } from '@babel/traverse';
import { nameOf, visit, type Source } from './source.ts';

/**
 * SDKs that run in a Node process and that the kit replaces in the code of services. Packages for browsers and for builds are not
 * among them.
 */
const SERVER_SDK =
  /^@sentry\/(?:node(?:-core|-native)?|core|opentelemetry|profiling-node|nestjs|bun|deno|aws-serverless|google-cloud-serverless|types|utils)(?:\/|$)/;

function isServerSdk(module: string): boolean {
  return SERVER_SDK.test(module);
}

/** One place where a module of the SDK is loaded at run time. */
export interface SdkLoad {
  readonly module: string;
  readonly node: Node;
  readonly form: 'import' | 'export' | 'require' | 'dynamic';
  /** What it is bound to, when that is simple: names of its exports, or `*` for all of it. Undefined: an expression or a pattern. */
  readonly bindings: readonly SdkBinding[] | undefined;
  /** The statement that consists of this load alone; with `form: 'dynamic'`, it is awaited. */
  readonly statement: Node | undefined;
  readonly path: NodePath;
}

export interface SdkBinding {
  readonly local: string;
  readonly imported: string;
  readonly typeOnly: boolean;
}

/** How a file uses the SDK: where it is loaded, and under which names it is used. */
export interface SdkNames {
  readonly loads: readonly SdkLoad[];
  /** Names that stand for the whole SDK, loaded directly or through a kit: `Sentry`. */
  readonly namespaces: ReadonlySet<string>;
  /** Local name → name of the export. */
  readonly functions: ReadonlyMap<string, string>;
}

export function readSdkNames(source: Source, kits: readonly string[], options?: { readonly scope: boolean }): SdkNames {
  const loads: SdkLoad[] = [];
  const namespaces = new Set<string>();
  const functions = new Map<string, string>();
  const note = (path: NodePath): void => {
    const load = loadOf(path);
    if (load === undefined) return;
    if (isServerSdk(load.module)) {
      loads.push(load);
      for (const { local, imported } of load.bindings ?? []) {
        if (imported === '*') namespaces.add(local);
        else functions.set(local, imported);
      }
    } else if (kits.includes(load.module)) {
      for (const { local, imported } of load.bindings ?? []) if (imported === 'Sentry') namespaces.add(local);
    }
  };
  visit(source, note, options);
  return { loads, namespaces, functions };
}

/** The export of the SDK that is called: `captureMessage` for `Sentry.captureMessage(…)` and for `captureMessage(…)`. */
export function sdkCall(
  names: SdkNames,
  node: Node,
): { readonly name: string; readonly call: CallExpression } | undefined {
  if (node.type !== 'CallExpression' && node.type !== 'OptionalCallExpression') return undefined;
  const name = sdkExport(names, node.callee);
  return name === undefined ? undefined : { name, call: node as CallExpression };
}

export function sdkExport(names: SdkNames, node: Node): string | undefined {
  if (node.type === 'Identifier') return names.functions.get(node.name);
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return undefined;
  const { object, property } = node;
  return object.type === 'Identifier' && names.namespaces.has(object.name) ? nameOf(property) : undefined;
}

function loadOf(path: NodePath): SdkLoad | undefined {
  const { node } = path;
  if (node.type === 'ImportDeclaration') {
    if (node.importKind === 'type') return undefined;
    const bindings = node.specifiers.map((specifier): SdkBinding => {
      const named = specifier.type === 'ImportSpecifier';
      return {
        local: specifier.local.name,
        imported: named ? (nameOf(specifier.imported) ?? '') : '*',
        typeOnly: named && specifier.importKind === 'type',
      };
    });
    if (bindings.length > 0 && bindings.every(({ typeOnly }) => typeOnly)) return undefined;
    return { module: node.source.value, node, form: 'import', bindings, statement: node, path };
  }
  if (node.type === 'ExportAllDeclaration' || node.type === 'ExportNamedDeclaration') {
    if (node.exportKind === 'type' || !node.source) return undefined;
    return { module: node.source.value, node, form: 'export', bindings: undefined, statement: node, path };
  }
  if (node.type === 'TSImportEqualsDeclaration' && node.moduleReference.type === 'TSExternalModuleReference') {
    if (node.importKind === 'type') return undefined;
    const bindings = [{ local: node.id.name, imported: '*', typeOnly: false }];
    return { module: node.moduleReference.expression.value, node, form: 'require', bindings, statement: node, path };
  }
  if (node.type === 'ImportExpression' && node.source.type === 'StringLiteral')
    return { module: node.source.value, node, form: 'dynamic', ...boundTo(path), path };
  const required = requiredModule(node);
  return required === undefined ? undefined : { module: required, node, form: 'require', ...boundTo(path), path };
}

function requiredModule(node: Node): string | undefined {
  if (node.type !== 'CallExpression' || nameOf(node.callee) !== 'require' || node.arguments.length !== 1)
    return undefined;
  const [argument] = node.arguments;
  return argument?.type === 'StringLiteral' ? argument.value : undefined;
}

/** `const S = require(…)`, `const { a, b: c } = require(…)`, both also with `await import(…)`. */
function boundTo(path: NodePath): Pick<SdkLoad, 'bindings' | 'statement'> {
  const outer = path.parent.type === 'AwaitExpression' ? path.parentPath : path;
  const declarator = outer?.parent;
  const declaration = outer?.parentPath?.parent;
  if (declarator?.type !== 'VariableDeclarator') return { bindings: undefined, statement: undefined };
  const alone = declaration?.type === 'VariableDeclaration' && declaration.declarations.length === 1;
  return { bindings: bindingsOf(declarator.id), statement: alone ? declaration : undefined };
}

function bindingsOf(pattern: Node): SdkBinding[] | undefined {
  if (pattern.type === 'Identifier') return [{ local: pattern.name, imported: '*', typeOnly: false }];
  if (pattern.type !== 'ObjectPattern') return undefined;
  const bindings = pattern.properties.map((property) => {
    if (property.type !== 'ObjectProperty' || property.value.type !== 'Identifier') return undefined;
    const imported = property.computed ? undefined : nameOf(property.key);
    return imported === undefined ? undefined : { local: property.value.name, imported, typeOnly: false };
  });
  return bindings.includes(undefined) ? undefined : (bindings as SdkBinding[]);
}
