import type { NodePath } from '@babel/traverse';
import type { CallExpression } from '@babel/types';
import type MagicString from 'magic-string';
import { nameOf } from './source.ts';

/**
 * The SDK's error handlers become the kit's: `Sentry.setupExpressErrorHandler(app)` where `const app = express()` stands in the same
 * file, so that the request handler can be put first; `Sentry.setupFastifyErrorHandler(app)` anywhere. Gives the names of the kit
 * that are needed, or undefined where the call stays.
 */
export function fixErrorHandler(
  text: MagicString,
  path: NodePath<CallExpression>,
  name: string,
): readonly string[] | undefined {
  const { start, end } = path.node;
  const [app, ...options] = path.node.arguments;
  if (start == null || end == null || app?.type !== 'Identifier' || options.length > 0) return undefined;
  if (name === 'setupFastifyErrorHandler') {
    text.overwrite(start, end, `${app.name}.register(sentryFastify)`);
    return ['sentryFastify'];
  }
  if (name !== 'setupExpressErrorHandler') return undefined;
  const made = path.scope.getBinding(app.name)?.path;
  const statement = made?.parent;
  if (made?.node.type !== 'VariableDeclarator' || statement?.type !== 'VariableDeclaration') return undefined;
  const isExpress = made.node.init?.type === 'CallExpression' && nameOf(made.node.init.callee) === 'express';
  if (!isExpress || statement.declarations.length > 1 || statement.end == null) return undefined;
  const indent = ' '.repeat(statement.loc?.start.column ?? 0);
  text.appendLeft(statement.end, `\n${indent}${app.name}.use(sentryRequestHandler());`);
  text.overwrite(start, end, `${app.name}.use(sentryErrorHandler())`);
  return ['sentryRequestHandler', 'sentryErrorHandler'];
}
