import type { ProjectId } from '@garrison/protocol';
import type { ownershipAnswers } from './ownership-answers.ts';
import type { GroupingAnswers, Regrouped, RulePlace, StoredPayload, WrittenRules } from './grouping-answers.ts';
import { createHelperThread } from './platform/index.ts';
import type { ExplainedOwners, GroupingInfo, PiiProblem, ProjectSettings } from './process/index.ts';
import type { scrubbingAnswers, ScrubbingPreview } from './scrubbing-answers.ts';

/** Previews of grouping, scrubbing and ownership rules, computed in a thread. Undefined: there is no such project. */
export interface RuleAnswers {
  validate(rules: WrittenRules): Promise<readonly RulePlace[]>;
  regroup(
    projectId: ProjectId,
    rules: Required<WrittenRules>,
    events: readonly StoredPayload[],
  ): Promise<readonly Regrouped[] | undefined>;
  metadataOf(projectId: ProjectId, event: StoredPayload): Promise<Readonly<Record<string, unknown>> | undefined>;
  explain(projectId: ProjectId, event: StoredPayload): Promise<GroupingInfo | undefined>;
  readonly scrubbing: {
    validate(relayPiiConfig: string): Promise<readonly PiiProblem[]>;
    /** `written`: options of the project (Sentry's names) in place of those that it has. */
    preview(
      projectId: ProjectId,
      written: ProjectOptionValues,
      event: StoredPayload,
    ): Promise<ScrubbingPreview | undefined>;
  };
  readonly ownership: {
    /** `raw`: rules in place of those of the project. */
    explain(projectId: ProjectId, raw: string | undefined, event: StoredPayload): Promise<ExplainedOwners | undefined>;
  };
  close(): Promise<void>;
}

type ProjectOptionValues = Readonly<Record<string, unknown>>;
type Answers = GroupingAnswers & typeof scrubbingAnswers & typeof ownershipAnswers;

export function createRuleAnswers(
  settingsOf: (projectId: ProjectId, written?: ProjectOptionValues) => Promise<ProjectSettings | undefined>,
): RuleAnswers {
  const thread = createHelperThread<Answers>({
    name: 'rules',
    entry: new URL('./rule-answers-thread.ts', import.meta.url),
  });
  return {
    validate: (rules) => thread.ask('validate', rules),
    async regroup(projectId, rules, events) {
      const settings = await settingsOf(projectId);
      return settings === undefined ? undefined : thread.ask('regroup', settings, rules, events);
    },
    async metadataOf(projectId, event) {
      const settings = await settingsOf(projectId);
      return settings === undefined ? undefined : thread.ask('metadataOf', settings, event);
    },
    async explain(projectId, event) {
      const settings = await settingsOf(projectId);
      return settings === undefined ? undefined : thread.ask('explain', settings, event);
    },
    scrubbing: {
      validate: (relayPiiConfig) => thread.ask('validateScrubbing', relayPiiConfig),
      async preview(projectId, written, event) {
        const settings = await settingsOf(projectId, written);
        return settings === undefined ? undefined : thread.ask('previewScrubbing', settings, event);
      },
    },
    ownership: {
      async explain(projectId, raw, event) {
        const settings = await settingsOf(projectId);
        if (settings === undefined) return undefined;
        const { ownership } = settings;
        return thread.ask('explainOwners', { ...ownership, raw: raw ?? ownership.raw }, event);
      },
    },
    close: () => thread.close(),
  };
}
