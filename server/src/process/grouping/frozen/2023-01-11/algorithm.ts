import type { SentryEvent } from '@garrison/protocol';

import { md5 } from './component.ts';
import { type Decision, type Variant, decide } from './decide.ts';
import type { CompiledRule } from './enhancements/compile.ts';
import { createEnhancer } from './enhancements/enhancer.ts';
import type { ExceptionPart } from './exception.ts';
import { type CompiledFingerprintRule, subjectsOf } from './fingerprint/match.ts';
import { type UnknownVariable, isDefault, resolveFingerprint, resolveTitle } from './fingerprint/resolve.ts';
import type { ContextLineRule, FrameFields } from './frame.ts';
import { text } from './hostile.ts';
import { createKnownFrames } from './known-frames.ts';
import { prepareEvent } from './strategies.ts';

/** What differs between versions. */
export interface Behaviour {
  readonly exceptionOrder: readonly ExceptionPart[];
  readonly isPoorSingleFrame: (frame: FrameFields) => boolean;
  readonly contextLineRule: ContextLineRule;
  readonly unknownVariable: UnknownVariable;
}

export interface AlgorithmRules {
  /** The built-in ones first, then the project's. */
  readonly enhancements: readonly CompiledRule[];
  readonly fingerprint: readonly CompiledFingerprintRule[];
  readonly builtInFingerprint: readonly CompiledFingerprintRule[];
}

export interface Fingerprint {
  readonly values: readonly string[];
  readonly source: 'client' | 'rule' | 'built_in';
  readonly rule?: string;
  readonly client?: readonly string[];
}

export interface HashedVariant {
  readonly type:
    | 'component'
    | 'salted_component'
    | 'custom_fingerprint'
    | 'built_in_fingerprint'
    | 'checksum'
    | 'hashed_checksum'
    | 'fallback';
  readonly hash: string | null;
  readonly contributes: boolean;
  readonly hint: string | null;
  /** Of component variants. */
  readonly variant?: Variant;
}

export interface Outcome {
  /** Contributing ones in the order of look-up; then, when all were asked for, the others with the reason why not. */
  readonly variants: readonly HashedVariant[];
  readonly fingerprint: Fingerprint | undefined;
  readonly title: string | undefined;
  readonly mainExceptionId: number | undefined;
  /** Why an exception group was not read as one. */
  readonly ignoredGroup: string | undefined;
}

export type Algorithm = (event: SentryEvent, options: { all: boolean; write: boolean }) => Outcome;

/** Made once per project. The answer depends on the event alone. */
export function createAlgorithm(behaviour: Behaviour, rules: AlgorithmRules): Algorithm {
  const enhancer = createEnhancer(rules.enhancements);
  const known = createKnownFrames(enhancer, behaviour.contextLineRule);
  const { exceptionOrder, isPoorSingleFrame, unknownVariable } = behaviour;
  const { fingerprint: own, builtInFingerprint: builtIn } = rules;

  return (event, { all, write }) => {
    const traceRules = { enhancer, known, isPoorSingleFrame, exceptionOrder };
    const prepared = prepareEvent(event, traceRules, { write });
    const checksum = text(event.checksum);
    const matched = checksum === undefined ? matchFingerprint({ event, own, builtIn }) : undefined;
    const fingerprint = matched?.fingerprint;
    const overridden = checksum !== undefined || (fingerprint !== undefined && !fingerprint.values.some(isDefault));
    const needed = all || !overridden;
    const decision = needed ? decide(prepared, traceRules, { all }) : NOTHING;
    const variants =
      checksum === undefined
        ? hashVariants({ decision, event, fingerprint, unknownVariable })
        : [checksumVariant(checksum), ...disabled(decision, 'checksum takes precedence')];
    return {
      variants: all ? variants : variants.filter(({ contributes }) => contributes),
      fingerprint,
      title: matched?.title === undefined ? undefined : resolveTitle(matched.title, event),
      mainExceptionId: decision.mainExceptionId,
      ignoredGroup: decision.ignoredGroup,
    };
  };
}

const NOTHING: Decision = { variants: [], others: [], mainExceptionId: undefined, ignoredGroup: undefined };

interface FingerprintMatch {
  readonly fingerprint: Fingerprint | undefined;
  readonly title: string | undefined;
}

/** The first rule that matches, the project's before the built-in ones; else what the client sent. */
function matchFingerprint(options: {
  event: SentryEvent;
  own: readonly CompiledFingerprintRule[];
  builtIn: readonly CompiledFingerprintRule[];
}): FingerprintMatch {
  const { event, own, builtIn } = options;
  const client = clientFingerprint(event);
  const subjects = subjectsOf(event);
  for (const [source, rules] of [
    ['rule', own],
    ['built_in', builtIn],
  ] as const) {
    const rule = rules.find(({ matches }) => matches(subjects))?.rule;
    if (rule === undefined) continue;
    const fingerprint = { values: rule.values, source, rule: rule.text, ...(client === undefined ? {} : { client }) };
    return { fingerprint, title: rule.title };
  }
  return { fingerprint: client === undefined ? undefined : { values: client, source: 'client' }, title: undefined };
}

/** Undefined when the client left it at the default. */
function clientFingerprint({ fingerprint }: SentryEvent): readonly string[] | undefined {
  if (!Array.isArray(fingerprint)) return undefined;
  const values = fingerprint.filter((value: unknown) => typeof value === 'string');
  const [first] = values;
  if (first === undefined || (values.length === 1 && isDefault(first))) return undefined;
  return values;
}

/** 32 lower-case hex digits are the hash itself; anything else is hashed. */
function checksumVariant(checksum: string): HashedVariant {
  const verbatim = /^[0-9a-f]{32}$/.test(checksum);
  return {
    type: verbatim ? 'checksum' : 'hashed_checksum',
    hash: verbatim ? checksum : md5(checksum),
    contributes: true,
    hint: null,
  };
}

function hashVariants(options: {
  decision: Decision;
  event: SentryEvent;
  fingerprint: Fingerprint | undefined;
  unknownVariable: UnknownVariable;
}): HashedVariant[] {
  const { decision, event, fingerprint, unknownVariable } = options;
  const values = fingerprint === undefined ? undefined : resolveFingerprint(fingerprint.values, event, unknownVariable);
  if (values !== undefined && !values.some(isDefault)) {
    const type = fingerprint?.source === 'built_in' ? 'built_in_fingerprint' : 'custom_fingerprint';
    const custom: HashedVariant = { type, hash: md5(values.join('')), contributes: true, hint: null };
    return [custom, ...disabled(decision, 'custom fingerprint takes precedence')];
  }
  const hashed = decision.variants.map((variant): HashedVariant => {
    const { contributes, hint } = variant;
    const salted = values?.map((value) => (isDefault(value) ? variant.text : value)).join('');
    return {
      type: salted === undefined ? 'component' : 'salted_component',
      hash: contributes ? md5(salted ?? variant.text) : null,
      contributes,
      hint,
      variant,
    };
  });
  const others = disabled({ ...decision, variants: [] }, null);
  if (hashed.some(({ contributes }) => contributes)) return [...hashed, ...others];
  return [{ type: 'fallback', hash: md5(''), contributes: true, hint: null }, ...hashed, ...others];
}

function disabled({ variants, others }: Decision, hint: string | null): HashedVariant[] {
  return [...variants, ...others].map((variant) => ({
    type: 'component',
    hash: null,
    contributes: false,
    hint: variant.contributes ? (hint ?? variant.hint) : variant.hint,
    variant,
  }));
}
