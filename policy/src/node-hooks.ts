import { createNoiseFilter } from './noise.ts';
import type { NodeMajor, Policy, ScrubbingPolicy } from './policy.ts';
import type { Sampler } from './sampler.ts';
import { minimalEvent, minimalLog, minimalSpan } from './scrub/minimal.ts';
import { createPayloadScrubber } from './scrub/scrub-event.ts';
import { createScrubber } from './scrub/scrubber.ts';
import type { ScrubOptions } from './scrub/scrub-options.ts';
import { selfTestScrubber } from './scrub/self-test.ts';
import { record, text, type WireObject } from './wire.ts';

/** The functions that `init` takes, by the SDK's names; each is present on the majors that call it. */
export interface NodeHooks {
  readonly tracesSampler?: Sampler;
  readonly beforeSend: (event: WireObject) => WireObject | null;
  readonly beforeSendTransaction?: (event: WireObject) => WireObject | null;
  readonly beforeSendSpan?: (span: WireObject) => WireObject;
  readonly beforeSendLog?: (log: WireObject) => WireObject | null;
  readonly beforeSendMetric?: (metric: WireObject) => WireObject | null;
}

/** Whether the policy takes the transaction of this name for noise. For major 11, whose SDK has no hook to drop it with. */
export function noiseTransactions({ noise }: Policy): ((name: string) => boolean) | undefined {
  return noise.node.transactions.length === 0 ? undefined : createNoiseFilter(noise.node).transaction;
}

/** Why the kit dropped or reduced something; counted, never silent. */
export type HookReason = 'noise' | 'scrubber_failed' | 'scrubber_self_test';

export interface HookReport {
  count(reason: HookReason): void;
  problem(message: string): void;
}

/** The policy's scrubbing in the terms of the scrubber that the server uses, too. */
export function scrubOptions(scrubbing: ScrubbingPolicy): ScrubOptions {
  return {
    dataScrubber: true,
    dataScrubberDefaults: true,
    scrubIPAddresses: scrubbing.text.includes('ip'),
    sensitiveFields: scrubbing.keys,
    safeFields: scrubbing.safeKeys,
    textRules: scrubbing.text,
  };
}

export interface HookParts {
  readonly policy: Policy;
  readonly major: NodeMajor;
  readonly report: HookReport;
  /** Put on logs and metrics: the scope's attributes reach them from 10.61 on only, its tags never. */
  readonly identity: Readonly<Record<string, string>>;
}

export function createHooks({ policy, major, report, identity }: HookParts): NodeHooks {
  const scrubber = createPayloadScrubber(policy, createScrubber(scrubOptions(policy.scrubbing)));
  const noise = createNoiseFilter(policy.noise.node);
  const failures = selfTestScrubber(scrubber, policy);
  for (const failure of failures) report.problem(`the scrubber failed its self-test (${failure})`);
  const trusted = failures.length === 0;

  const guarded =
    (scrub: (value: WireObject) => WireObject, minimal: (value: WireObject) => WireObject) =>
    (value: WireObject): WireObject => {
      if (!trusted) {
        report.count('scrubber_self_test');
        return minimal(value);
      }
      try {
        return scrub(value);
      } catch {
        report.count('scrubber_failed');
        return minimal(value);
      }
    };
  const event = guarded(scrubber.event, minimalEvent);
  const drop = (): null => {
    report.count('noise');
    return null;
  };

  const identified =
    (scrub: (value: WireObject) => WireObject) =>
    (value: WireObject): WireObject => {
      const scrubbed = scrub(value);
      return { ...scrubbed, attributes: { ...identity, ...record(scrubbed['attributes']) } };
    };
  const log = identified(guarded(scrubber.log, minimalLog));
  const metric = identified(guarded(scrubber.metric, (value) => ({ ...value, attributes: {} })));
  const isNoise = (value: WireObject): boolean => noise.transaction(text(value['transaction']) ?? '');
  return {
    beforeSend: (value) => (noise.error(value) ? drop() : event(value)),
    ...(major < 11
      ? { beforeSendTransaction: (value: WireObject) => (isNoise(value) ? drop() : event(value)) }
      : { beforeSendSpan: guarded(scrubber.span, minimalSpan) }),
    ...(major >= 9 ? { beforeSendLog: log } : {}),
    ...(major >= 10 ? { beforeSendMetric: metric } : {}),
  };
}
