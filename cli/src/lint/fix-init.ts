import type { CallExpression, Node, ObjectExpression, ObjectProperty } from '@babel/types';
import { LeftAlone } from './left-alone.ts';
import { keyOf, type Source } from './source.ts';

/** Options of `Sentry.init` that `initSentry` has, too: name there → name here. */
const KEPT: Readonly<Record<string, string>> = {
  dsn: 'dsn',
  environment: 'environment',
  tracesSampleRate: 'tracesSampleRate',
  profileSessionSampleRate: 'profileSessionSampleRate',
  profilesSampleRate: 'profileSessionSampleRate',
  serverName: 'serviceName',
};

/** Where an option is set when the kit is used. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  release: 'the variable SENTRY_RELEASE, or version',
  integrations: 'the kit chooses the integrations',
  tracesSampler: 'the policy: sampling.routes, health.routes',
  ignoreTransactions: 'ignoredTransactions, which takes exact paths and routes',
  ignoreErrors: 'the policy: noise.node.errors',
  beforeSend: 'the policy: scrubbing, noise',
  beforeSendTransaction: 'the policy: scrubbing, noise',
  beforeBreadcrumb: 'the policy: scrubbing',
  maxBreadcrumbs: 'the policy: limits.breadcrumbs',
  tracePropagationTargets: 'the policy: trace.ownHosts',
  initialScope: 'serviceName and team; other tags by Sentry.setTag',
  enabled: 'no SENTRY_DSN, or SENTRY_KIT_MODE=off',
};

/**
 * The text of the call of `initSentry` that takes the place of `Sentry.init({ … })`. Throws `LeftAlone` for options that cannot be
 * translated.
 */
export function initSentryText(source: Source, call: CallExpression, serviceName: string | undefined): string {
  const [options, ...more] = call.arguments;
  if (options?.type !== 'ObjectExpression' || more.length > 0)
    throw new LeftAlone('the options of Sentry.init are not written out in the call', call);
  const text = (node: Node): string => source.text.slice(node.start ?? 0, node.end ?? 0);
  const kept = new Map<string, string>();
  for (const property of propertiesOf(options)) {
    const key = keyOf(property) ?? '';
    const name = KEPT[key];
    if (name !== undefined) kept.set(name, text(property.value));
    else if (!isWithoutEffect(property)) throw leftOption(property, key);
  }
  const service = kept.get('serviceName') ?? (serviceName === undefined ? undefined : `'${serviceName}'`);
  if (service === undefined)
    throw new LeftAlone('no package.json with a name was found, which would be the serviceName', call);
  kept.delete('serviceName');
  const lines = [['serviceName', service], ...kept].map(([name, value]) =>
    name === value ? value : `${name}: ${value}`,
  );
  const indent = /^[ \t]*/.exec(source.text.slice(source.text.lastIndexOf('\n', (call.start ?? 0) - 1) + 1))?.[0] ?? '';
  return `initSentry({\n${lines.map((line) => `${indent}  ${line},\n`).join('')}${indent}})`;
}

function propertiesOf(options: ObjectExpression): ObjectProperty[] {
  return options.properties.map((property) => {
    if (property.type === 'ObjectProperty' && keyOf(property) !== undefined) return property;
    const what = property.type === 'ObjectMethod' ? `${keyOf(property) ?? 'a method'}` : 'a spread or a computed key';
    if (property.type === 'ObjectMethod') throw leftOption(property, what);
    throw new LeftAlone(`Sentry.init has ${what}`, property);
  });
}

/** Options with a value that is the default of the kit. */
function isWithoutEffect(property: ObjectProperty): boolean {
  const key = keyOf(property);
  const { value } = property;
  if (key === 'sendDefaultPii') return value.type === 'BooleanLiteral';
  if (key === 'debug') return value.type === 'BooleanLiteral' && !value.value;
  return key === 'integrations' && value.type === 'ArrayExpression' && value.elements.length === 0;
}

function leftOption(node: Node, key: string): LeftAlone {
  const elsewhere = ELSEWHERE[key];
  return new LeftAlone(
    `Sentry.init has the option ${key}${elsewhere === undefined ? ', which has no counterpart' : `; with the kit: ${elsewhere}`}`,
    node,
  );
}
