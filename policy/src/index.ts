export type {
  DataPolicy,
  ErrorPolicy,
  HealthPolicy,
  LimitPolicy,
  NodeMajor,
  NoiseList,
  NoisePolicy,
  Platform,
  Policy,
  PolicyOverride,
  ReleasePolicy,
  RouteRate,
  SamplingPolicy,
  ScrubbingPolicy,
  TracePolicy,
} from './policy.ts';
export { checkOverrides, checkPolicy, type CheckedPolicy } from './check-policy.ts';
export * as schema from './schema.ts';
export type { Check, Fault } from './schema.ts';
export { compileNode, type IntegrationPlan, type NodePlan, type NodeService } from './compile-node.ts';
export { defaultPolicy, strictPolicy } from './default-policy.ts';
export { isHealthPath, pathOf } from './health.ts';
export { clampRate, mergePolicy, type MergedPolicy } from './merge-policy.ts';
export { scrubOptions, type HookReason, type HookReport, type NodeHooks } from './node-hooks.ts';
export { policyDocument, type PolicyDocument } from './policy-document.ts';
export { resolveRelease, type ReleaseFacts, type ResolvedRelease } from './release.ts';
export { createSampler, type Sampler, type SamplerOptions, type SamplingContext } from './sampler.ts';
export { createPayloadScrubber, type PayloadScrubber } from './scrub/scrub-event.ts';
export type { ScrubOptions } from './scrub/scrub-options.ts';
export { createScrubber, FILTERED, type Scrubbed, type Scrubber, type TextMode } from './scrub/scrubber.ts';
export { isSecretKey, isSecretValue } from './scrub/key-rule.ts';
export { applyRule } from './scrub/apply-rule.ts';
export { TEXT_RULES, type TextRule } from './scrub/text-rules.ts';
export { parseSelector, SelectorError, type Place, type Selector } from './scrub/selector.ts';
