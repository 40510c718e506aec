import type { SentryEvent } from '@garrison/protocol';
import { createGrouping, titleOf, type GroupingInfo, type ProjectSettings, type RuleProblem } from './process/index.ts';

/** What people may ask of grouping: why an event is where it is, and whether their rules can be read. */
export interface GroupingDesk {
  checkGroupingRules(rules: { enhancements?: string; fingerprintingRules?: string }): {
    readonly groupingEnhancements: readonly string[];
    readonly fingerprintingRules: readonly string[];
  };
  /** The same, with the place of each. */
  validateGroupingRules(rules: { enhancements?: string; fingerprintingRules?: string }): readonly RulePlace[];
  /** Groups stored events under other rules; undefined when there is no such project. */
  regrouper(
    projectId: number,
    rules: { enhancements: string; fingerprintingRules: string },
  ): ((event: Readonly<Record<string, unknown>>) => { hashes: readonly string[]; title?: string }) | undefined;
  /** What an issue whose newest event this is shows of it. */
  metadataOf(
    projectId: number,
    event: Readonly<Record<string, unknown>>,
  ): Readonly<Record<string, unknown>> | undefined;
  /** By the version that grouped it and the project's rules of today. */
  explainGrouping(projectId: number, event: Readonly<Record<string, unknown>>): Promise<GroupingInfo | undefined>;
}

type RulePlace = Pick<RuleProblem, 'line' | 'column' | 'message'> & {
  readonly field: 'enhancements' | 'fingerprintingRules';
};

/** Compiles a project's rules at each question: people ask rarely, and see what holds now. */
export function createGroupingDesk(settingsOf: (projectId: number) => ProjectSettings | undefined): GroupingDesk {
  return {
    checkGroupingRules({ enhancements = '', fingerprintingRules = '' }) {
      const { problems } = createGrouping({ configId: '', secondary: null, enhancements, fingerprintingRules });
      const remarks = (setting: RuleProblem['setting']): string[] =>
        problems
          .filter((problem) => problem.setting === setting)
          .map(({ line, column, message }) => `Line ${line}, column ${column}: ${message}`);
      return {
        groupingEnhancements: remarks('groupingEnhancements'),
        fingerprintingRules: remarks('fingerprintingRules'),
      };
    },
    validateGroupingRules({ enhancements = '', fingerprintingRules = '' }) {
      const { problems } = createGrouping({ configId: '', secondary: null, enhancements, fingerprintingRules });
      return problems.map(({ setting, line, column, message }) => ({
        field: setting === 'groupingEnhancements' ? 'enhancements' : 'fingerprintingRules',
        line,
        column,
        message,
      }));
    },
    regrouper(projectId, rules) {
      const settings = settingsOf(projectId);
      if (settings === undefined) return undefined;
      const grouping = createGrouping({ ...settings.grouping, ...rules, secondary: null });
      return (event) => grouping.group(event as unknown as SentryEvent);
    },
    metadataOf(projectId, stored) {
      const settings = settingsOf(projectId);
      if (settings === undefined) return undefined;
      const event = stored as unknown as SentryEvent;
      return titleOf(event, createGrouping(settings.grouping).group(event)).metadata;
    },
    async explainGrouping(projectId, event) {
      const settings = settingsOf(projectId);
      if (settings === undefined) return undefined;
      const stored = event as unknown as SentryEvent;
      const configId = stored.grouping_config?.id ?? settings.grouping.configId;
      return createGrouping({ ...settings.grouping, configId }).explain(stored);
    },
  };
}
