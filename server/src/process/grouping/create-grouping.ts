import type { SentryEvent } from '@garrison/protocol';

import { type Algorithm, type Outcome, createAlgorithm } from './frozen/2023-01-11/algorithm.ts';
import { md5 } from './frozen/2023-01-11/component.ts';
import { type CompiledRule, compileRules } from './frozen/2023-01-11/enhancements/compile.ts';
import { parseEnhancements } from './frozen/2023-01-11/enhancements/parse.ts';
import { type CompiledFingerprintRule, compileFingerprintRule } from './frozen/2023-01-11/fingerprint/match.ts';
import { parseFingerprintRules } from './frozen/2023-01-11/fingerprint/parse.ts';
import { explainVariants } from './explain-variants.ts';
import type { GroupingInfo, GroupingRemark, GroupingResult, RuleProblem } from './types.ts';
import { VERSION_2023_01_11 } from './versions/2023-01-11.ts';
import { VERSION_2026_01_20 } from './versions/2026-01-20.ts';
import type { Version } from './versions/version.ts';
import { errorMessage } from '../../errors.ts';

export interface GroupingOptions {
  /** `newstyle:2026-01-20` or `newstyle:2023-01-11`; anything else means the current one. */
  readonly configId: string;
  /** The config before this one, during a transition: its hashes help events find their issue when they are received before `until` (ms). */
  readonly secondary: { readonly configId: string; readonly until: number } | null;
  /** The project's stack trace rules, applied after the built-in ones. */
  readonly enhancements: string;
  /** The project's fingerprint rules, tried before the built-in ones. */
  readonly fingerprintingRules: string;
}

export interface Grouping {
  readonly configId: string;
  /** What of the project's rules could not be read; those lines are left out, the others hold. */
  readonly problems: readonly RuleProblem[];
  /** Sets `in_app` and `data.category` of the event's frames, and hashes it. Never throws: what cannot be grouped is, by the fallback. */
  group(event: SentryEvent): GroupingResult;
  /** Why: every variant with its tree. The same hashes as `group`; leaves the event alone. */
  explain(event: SentryEvent): GroupingInfo;
}

const CURRENT = VERSION_2026_01_20;
const VERSIONS: readonly Version[] = [VERSION_2023_01_11, VERSION_2026_01_20];
const NOTHING_TO_GROUP_BY = 'There is nothing to group by: no exception, stack trace, message or report';

/** Compiles the rules of a project once; use the result for all its events. */
export function createGrouping(options: GroupingOptions): Grouping {
  const enhancements = parseEnhancements(options.enhancements);
  const fingerprint = parseFingerprintRules(options.fingerprintingRules);
  const own = fingerprint.rules.map(compileFingerprintRule);
  const algorithmOf = (version: Version): Algorithm => {
    const builtIn = builtInRulesOf(version);
    return createAlgorithm(version.behaviour, {
      enhancements: compileRules(enhancements.rules, builtIn.enhancements),
      fingerprint: own,
      builtInFingerprint: builtIn.fingerprint,
    });
  };
  const version = versionOf(options.configId) ?? CURRENT;
  const previous = options.secondary === null ? undefined : versionOf(options.secondary.configId);
  const previousUntil = options.secondary?.until ?? 0;
  const primary = algorithmOf(version);
  const secondary = previous === undefined || previous === version ? undefined : algorithmOf(previous);

  return {
    configId: version.id,
    problems: [
      ...enhancements.errors.map((error) => ({ setting: 'groupingEnhancements' as const, ...error })),
      ...fingerprint.errors.map((error) => ({ setting: 'fingerprintingRules' as const, ...error })),
    ],
    group(event) {
      // The secondary goes first: it must not see what the primary writes to the frames.
      const inTransition = secondary !== undefined && event.received * 1000 < previousUntil;
      const before = inTransition ? run(secondary, event, { all: false, write: false }).outcome : undefined;
      const { outcome, remarks } = run(primary, event, { all: false, write: true });
      return resultOf({
        configId: version.id,
        outcome,
        secondaryHashes: before === undefined ? [] : hashesOf(before),
        remarks,
      });
    },
    explain(event) {
      const { outcome } = run((own, how) => primary(structuredClone(own), how), event, { all: true, write: true });
      return {
        groupingConfig: { id: version.id },
        grouping_config: version.id,
        variants: explainVariants(outcome),
        fingerprint: outcome.fingerprint ?? null,
        hashes: hashesOf(outcome),
      };
    },
  };
}

interface BuiltInRules {
  readonly enhancements: readonly CompiledRule[];
  readonly fingerprint: readonly CompiledFingerprintRule[];
}

/** Half a megabyte once compiled, and the same for all projects. */
const builtInRules = new Map<Version, BuiltInRules>();

function builtInRulesOf(version: Version): BuiltInRules {
  const known = builtInRules.get(version);
  if (known !== undefined) return known;
  const compiled = {
    enhancements: compileRules(version.enhancements.flatMap((text) => parseEnhancements(text).rules)),
    fingerprint: parseFingerprintRules(version.fingerprintRules).rules.map(compileFingerprintRule),
  };
  builtInRules.set(version, compiled);
  return compiled;
}

function versionOf(configId: string): Version | undefined {
  return VERSIONS.find(({ id }) => id === configId || id.endsWith(`:${configId}`));
}

function run(
  algorithm: Algorithm,
  event: SentryEvent,
  options: { all: boolean; write: boolean },
): { outcome: Outcome; remarks: readonly GroupingRemark[] } {
  try {
    const outcome = algorithm(event, options);
    return { outcome, remarks: remarksOf(outcome) };
  } catch (error) {
    const reason = `Grouping failed: ${errorMessage(error)}`;
    const fallback = { type: 'fallback', hash: md5(''), contributes: true, hint: reason } as const;
    const nothing = { fingerprint: undefined, title: undefined, mainExceptionId: undefined, ignoredGroup: undefined };
    return { outcome: { ...nothing, variants: [fallback] }, remarks: [{ kind: 'grouped_by_fallback', reason }] };
  }
}

function remarksOf({ variants, ignoredGroup }: Outcome): readonly GroupingRemark[] {
  const remarks: GroupingRemark[] = [];
  if (ignoredGroup !== undefined) remarks.push({ kind: 'exception_group_ignored', reason: ignoredGroup });
  if (variants.some(({ type, contributes }) => type === 'fallback' && contributes)) {
    remarks.push({ kind: 'grouped_by_fallback', reason: NOTHING_TO_GROUP_BY });
  }
  return remarks;
}

function resultOf(options: {
  configId: string;
  outcome: Outcome;
  secondaryHashes: readonly string[];
  remarks: readonly GroupingRemark[];
}): GroupingResult {
  const { configId, outcome, secondaryHashes, remarks } = options;
  const { fingerprint, mainExceptionId, title } = outcome;
  return {
    configId,
    hashes: hashesOf(outcome),
    secondaryHashes,
    ...(mainExceptionId === undefined ? {} : { mainExceptionId }),
    ...(title === undefined ? {} : { title }),
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(remarks.length === 0 ? {} : { remarks }),
  };
}

function hashesOf({ variants }: Outcome): string[] {
  const hashes = variants.filter(({ contributes }) => contributes).map(({ hash }) => hash);
  return [...new Set(hashes.filter((hash) => hash !== null))];
}
