import type { CallExpression, Node, ObjectExpression } from '@babel/types';
import { findingAt, type Finding } from './finding.ts';
import { sdkCall, sdkExport, type SdkLoad, type SdkNames } from './sdk-names.ts';
import { keyOf, nameOf, visit, type Source } from './source.ts';

export interface RuleContext {
  readonly source: Source;
  readonly names: SdkNames;
  /** The package that the service should import: `@garrison/node`, or the organisation's own. */
  readonly kit: string;
}

type Rule = (node: Node, context: RuleContext) => Pick<Finding, 'rule' | 'message' | 'write'> | undefined;

const HOOKS = /^(?:beforeSend(?:Transaction|Span|Log|Metric)?|beforeBreadcrumb|tracesSampler)$/;
const ERROR_HANDLERS: Readonly<Record<string, string>> = {
  setupExpressErrorHandler:
    'app.use(sentryRequestHandler()) before the routes, and app.use(sentryErrorHandler()) after them',
  expressErrorHandler:
    'app.use(sentryRequestHandler()) before the routes, and app.use(sentryErrorHandler()) after them',
  setupFastifyErrorHandler: 'app.register(sentryFastify)',
  fastifyErrorHandler: 'app.register(sentryFastify)',
};
const PERSONAL = new Set(['email', 'username', 'name', 'ip_address', 'ipAddress', 'phone', 'address', 'geo']);

export function findingsOf(context: RuleContext): Finding[] {
  const { source, names } = context;
  const findings = names.loads.map((load) => findingAt(source, load.node, directImport(load, context)));
  visit(source, ({ node }) => {
    for (const rule of RULES_OF_NODES) {
      const found = rule(node, context);
      if (found !== undefined) findings.push(findingAt(source, node, found));
    }
  });
  return findings;
}

function directImport({ module, form }: SdkLoad, { kit }: RuleContext): Pick<Finding, 'rule' | 'message' | 'write'> {
  const write = {
    import: `import { Sentry } from '${kit}'`,
    export: `export { Sentry } from '${kit}'`,
    require: `const { Sentry } = require('${kit}')`,
    dynamic: `const { Sentry } = await import('${kit}')`,
  }[form];
  return { rule: 'direct-import', message: `${module} is loaded directly, past the organisation's policy.`, write };
}

const ownInit: Rule = (node, { names, kit }) => {
  const client = node.type === 'NewExpression' && sdkExport(names, node.callee) === 'NodeClient';
  const name = sdkCall(names, node)?.name;
  if (!client && name !== 'init' && name !== 'initWithoutDefaultIntegrations') return undefined;
  return {
    rule: 'own-init',
    message: 'This starts the SDK without the organisation’s policy.',
    write: `node --import ${kit}/register, with the settings of the service in garrison.config.mjs; or initSentry({ serviceName, … }) from '${kit}'`,
  };
};

const ownHook: Rule = (node) => {
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return undefined;
  const name = nameOf(node.left.property);
  if (name === undefined || !HOOKS.test(name)) return undefined;
  return {
    rule: 'own-hook',
    message: `This sets ${name} on a running client; what leaves and what is sampled is decided by the policy.`,
    write: 'nothing here: scrubbing, noise and sampling are parts of the policy, and overrides in garrison.config.mjs',
  };
};

const sdkErrorHandler: Rule = (node, { names }) => {
  const name = sdkCall(names, node)?.name;
  const write = name === undefined ? undefined : ERROR_HANDLERS[name];
  const old = node.type === 'MemberExpression' && sdkExport(names, node) === 'Handlers';
  if (write === undefined && !old) return undefined;
  return {
    rule: 'sdk-error-handler',
    message: `${name ?? 'Handlers'} reports errors before the final status of the answer is known, and beside the kit, which reports them, too.`,
    write: write ?? (ERROR_HANDLERS['expressErrorHandler'] as string),
  };
};

const sendDefaultPii: Rule = (node) => {
  if (node.type !== 'ObjectProperty' || keyOf(node) !== 'sendDefaultPii') return undefined;
  return {
    rule: 'send-default-pii',
    message:
      'sendDefaultPii decides nothing under the kit, and SDK 11, which does not know it, collects everything by default.',
    write: 'nothing here: what may be collected is the part `data` of the policy',
  };
};

const errorTextAsMessage: Rule = (node, { names }) => {
  const call = sdkCall(names, node);
  const [text] = call?.name === 'captureMessage' ? call.call.arguments : [];
  if (text === undefined || !isErrorText(text)) return undefined;
  return {
    rule: 'error-text-as-message',
    message:
      'The text of an error makes an issue of its own for each text, without a stack trace, and may hold personal data.',
    write: 'Sentry.captureException(error)',
  };
};

const errorTextInStatus: Rule = (node) => {
  if (node.type !== 'CallExpression' || !isMethod(node, 'setStatus')) return undefined;
  const [status] = node.arguments;
  const message = status?.type === 'ObjectExpression' ? valueOf(status, 'message') : undefined;
  if (message === undefined || !isErrorText(message)) return undefined;
  return {
    rule: 'error-text-in-status',
    message: 'SDK 11 sends the text of this status as it is.',
    write: 'nothing here: withSpan and Sentry.startSpan set the status of a span whose function throws',
  };
};

const personalUser: Rule = (node, { names }) => {
  const call = sdkCall(names, node);
  const user =
    call?.name === 'setUser'
      ? call.call.arguments[0]
      : isMethod(node, 'setUser')
        ? (node as CallExpression).arguments[0]
        : undefined;
  if (user?.type !== 'ObjectExpression') return undefined;
  const personal = user.properties.flatMap((property) => {
    const key = property.type === 'ObjectProperty' ? keyOf(property) : undefined;
    return key !== undefined && PERSONAL.has(key) ? [key] : [];
  });
  if (personal.length === 0) return undefined;
  return {
    rule: 'personal-user',
    message: `The user is given with ${personal.join(', ')}.`,
    write: 'Sentry.setUser({ id })',
  };
};

const RULES_OF_NODES: readonly Rule[] = [
  ownInit,
  ownHook,
  sdkErrorHandler,
  sendDefaultPii,
  errorTextAsMessage,
  errorTextInStatus,
  personalUser,
];

/** `err.message`, `err.stack`, `String(err)`, `err.toString()`, `` `${err}` `` and sums and choices of them, where the name is that of an error. */
function isErrorText(node: Node): boolean {
  const { type } = node;
  if (type === 'MemberExpression' || type === 'OptionalMemberExpression')
    return /^(?:message|stack)$/.test(nameOf(node.property) ?? '') && isError(node.object);
  if (type === 'CallExpression' || type === 'OptionalCallExpression') {
    if (nameOf(node.callee) === 'String') return node.arguments.some((part) => isError(part) || isErrorText(part));
    return isMethod(node, 'toString') && isError((node.callee as { object: Node }).object);
  }
  if (type === 'TemplateLiteral') return node.expressions.some((part) => isError(part) || isErrorText(part));
  if (type === 'BinaryExpression')
    return [node.left, node.right].some((part) => isErrorText(part) || (node.operator === '+' && isError(part)));
  if (type === 'LogicalExpression') return isErrorText(node.left) || isErrorText(node.right);
  if (type === 'ConditionalExpression') return isErrorText(node.consequent) || isErrorText(node.alternate);
  const inner = innerOf(node);
  return inner !== undefined && isErrorText(inner);
}

/** Of `(x as Error)`, `x!` and `(x)`. */
function innerOf(node: Node): Node | undefined {
  const { type } = node;
  if (type === 'TSAsExpression' || type === 'TSNonNullExpression' || type === 'ParenthesizedExpression')
    return node.expression;
  return undefined;
}

function isError(node: Node): boolean {
  const inner = innerOf(node);
  if (inner !== undefined) return isError(inner);
  const name = nameOf(node.type === 'MemberExpression' ? node.property : node) ?? '';
  return /^(?:e|ex|err|error|exception|cause|\w*(?:Err|Error|Exception|Cause))$/.test(name);
}

function isMethod(node: Node, name: string): boolean {
  const { callee } = node as { readonly callee?: Node };
  return (
    (node.type === 'CallExpression' || node.type === 'OptionalCallExpression') &&
    (callee?.type === 'MemberExpression' || callee?.type === 'OptionalMemberExpression') &&
    nameOf(callee.property) === name
  );
}

export function valueOf(object: ObjectExpression, key: string): Node | undefined {
  for (const property of object.properties) {
    if (property.type === 'ObjectProperty' && keyOf(property) === key) return property.value;
  }
  return undefined;
}
