import { describe, expect, it } from 'vitest';
import { compileNode, type NodeService } from './compile-node.ts';
import { defaultPolicy } from './default-policy.ts';
import type { HookReport } from './node-hooks.ts';
import type { NodeMajor } from './policy.ts';

const service: NodeService = {
  serviceName: 'orders',
  team: 'pay',
  dsn: 'https://k@o42.ingest.example/1',
  environment: 'production',
  release: 'orders@1',
};
const silent: HookReport = { count: () => undefined, problem: () => undefined };
const plan = (major: NodeMajor, asked: Partial<NodeService> = {}, policy = defaultPolicy) =>
  compileNode(policy, major, { service: { ...service, ...asked }, report: silent });
const MAJORS = [8, 9, 10, 11] as const;

describe.each(MAJORS)('major %d', (major) => {
  it('collects nothing personal by its own gate', () => {
    const { options } = plan(major);
    expect(options['sendDefaultPii']).toBe(major < 11 ? false : undefined);
    expect(options['dataCollection'] === undefined).toBe(major < 10);
  });
  it('scrubs everything that it sends', () => {
    const { hooks } = plan(major);
    expect(hooks.beforeSend).toBeTypeOf('function');
    expect(hooks.beforeSendTransaction === undefined).toBe(major === 11);
    expect(hooks.beforeSendSpan === undefined).toBe(major !== 11);
    expect(hooks.beforeSendLog === undefined).toBe(major === 8);
    expect(hooks.beforeSendMetric === undefined).toBe(major < 10);
  });
  it('profiles by the option that has an effect', () => {
    const { options } = plan(major, { profileSessionSampleRate: 0.5 });
    expect(options['profilesSampleRate']).toBe(major === 8 ? 0.5 : undefined);
    expect(options['profileSessionSampleRate']).toBe(major === 8 ? undefined : 0.5);
  });
  it('leaves tracing out altogether in the mode errors', () => {
    const { hooks, options, rates } = plan(major, { mode: 'errors' });
    expect('tracesSampler' in hooks).toBe(false);
    expect('tracesSampleRate' in options).toBe(false);
    expect(rates).toEqual({ traces: undefined, profiles: undefined });
  });
  it('keeps identical errors apart', () => expect(plan(major).integrations.remove).toContain('Dedupe'));
  it('clamps what is asked for', () => expect(plan(major, { tracesSampleRate: 3 }).rates.traces).toBe(1));
});

it('the organisation comes from the policy, the DSN, or is a self-hosted server’s only one', () => {
  expect(plan(11).options['orgId']).toBe(42);
  expect(plan(11, { dsn: 'https://k@sentry.example/1' }).options['orgId']).toBe(1);
  const own = { ...defaultPolicy, trace: { ...defaultPolicy.trace, organizationId: 5 } };
  expect(plan(10, {}, own).options['orgId']).toBe(5);
});

it('trace headers go to own hosts only', () => {
  const targets = plan(11).options['tracePropagationTargets'] as readonly RegExp[];
  const gets = (url: string): boolean => targets.some((target) => target.test(url));
  for (const url of [
    'http://localhost:3000/a',
    'http://payment-api/x',
    'https://a.b.internal',
    'http://db.svc:80/?x',
  ]) {
    expect([url, gets(url)]).toEqual([url, true]);
  }
  for (const url of [
    'https://api.stripe.com/v1',
    'https://localhost.evil.example/',
    'https://evil.example/?u=http://localhost/',
    'https://a.internal.evil.example/',
    'http://localhost@evil.example/',
    'http://10.0.0.1/',
  ]) {
    expect([url, gets(url)]).toEqual([url, false]);
  }
});

it('noise of the policy is dropped and counted; its consequences are not', () => {
  const counted: string[] = [];
  const { hooks } = compileNode(defaultPolicy, 11, {
    service,
    report: {
      ...silent,
      count: (reason) => void counted.push(reason),
    },
  });
  const event = (...values: object[]) => ({ exception: { values } });
  expect(hooks.beforeSend(event({ type: 'Error', value: 'read ECONNRESET' }))).toBeNull();
  expect(
    hooks.beforeSend(event({ type: 'Error', value: 'read ECONNRESET' }, { type: 'OrderLost', value: 'x' })),
  ).not.toBeNull();
  expect(hooks.beforeSend(event({ type: 'AbortError', value: 'The operation was aborted' }))).not.toBeNull();
  expect(counted).toEqual(['noise']);
});

it('a scrubber that fails sends a minimal event and counts it', () => {
  const counted: string[] = [];
  const { hooks } = compileNode(defaultPolicy, 10, {
    service,
    report: {
      ...silent,
      count: (reason) => void counted.push(reason),
    },
  });
  const hostile = {
    event_id: 'a'.repeat(32),
    exception: { values: [{ type: 'Error', value: 'password=hunter2' }] },
    extra: {
      get boom(): never {
        throw new Error('getter');
      },
    },
    tags: { service: 'orders', secret: 'hunter2' },
  };
  const sent = hooks.beforeSend(hostile);
  expect(sent).toEqual({
    event_id: 'a'.repeat(32),
    exception: { values: [{ type: 'Error' }] },
    tags: { service: 'orders', 'garrison.scrub_failed': 'true' },
  });
  expect(counted).toEqual(['scrubber_failed']);
});
