import type { SentryEvent } from '@garrison/protocol';
import { createGrouping, titleOf, type GroupingInfo, type ProjectSettings, type RuleProblem } from './process/index.ts';

/** An event as it is stored. */
export type StoredPayload = Readonly<Record<string, unknown>>;

export interface WrittenRules {
  readonly enhancements?: string;
  readonly fingerprintingRules?: string;
}

/** A line of rules that cannot be read. Lines and columns count from 1. */
export type RulePlace = Pick<RuleProblem, 'line' | 'column' | 'message'> & {
  readonly field: 'enhancements' | 'fingerprintingRules';
};

export interface Regrouped {
  /** In the order of look-up. */
  readonly hashes: readonly string[];
  /** The one that a fingerprint rule gives. */
  readonly title?: string;
}

/**
 * Answers of the rules thread about grouping. Rules are compiled for each question: questions are rare, and the answer uses the
 * present rules.
 */
export const groupingAnswers = {
  /** The mistakes in rules that a person writes; rules that are left out are not checked. */
  validate({ enhancements = '', fingerprintingRules = '' }: WrittenRules): readonly RulePlace[] {
    const { problems } = createGrouping({ configId: '', secondary: null, enhancements, fingerprintingRules });
    return problems.map(({ setting, line, column, message }) => ({
      field: setting === 'groupingEnhancements' ? 'enhancements' : 'fingerprintingRules',
      line,
      column,
      message,
    }));
  },

  /** Groups stored events under other rules. */
  regroup(
    settings: ProjectSettings,
    rules: Required<WrittenRules>,
    events: readonly StoredPayload[],
  ): readonly Regrouped[] {
    const grouping = createGrouping({ ...settings.grouping, ...rules, secondary: null });
    return events.map((event) => {
      const { hashes, title } = grouping.group(eventOf(event));
      return { hashes, ...(title === undefined ? {} : { title }) };
    });
  },

  /** The metadata of an issue whose newest event this is. */
  metadataOf(settings: ProjectSettings, stored: StoredPayload): Readonly<Record<string, unknown>> {
    const event = eventOf(stored);
    return titleOf(event, createGrouping(settings.grouping).group(event)).metadata;
  },

  /** By the version that grouped it and the present rules of the project. */
  explain(settings: ProjectSettings, stored: StoredPayload): GroupingInfo {
    const event = eventOf(stored);
    const configId = event.grouping_config?.id ?? settings.grouping.configId;
    return createGrouping({ ...settings.grouping, configId }).explain(event);
  },
};

export type GroupingAnswers = typeof groupingAnswers;

/** Processing stored it. */
function eventOf(stored: StoredPayload): SentryEvent {
  return stored as unknown as SentryEvent;
}
