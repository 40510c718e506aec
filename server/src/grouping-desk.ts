import { Worker } from 'node:worker_threads';
import type { ProjectId } from '@garrison/protocol';
import type { ownershipAnswers } from './ownership-answers.ts';
import type { GroupingAnswers, Regrouped, RulePlace, StoredPayload, WrittenRules } from './grouping-answers.ts';
import type { ExplainedOwners, GroupingInfo, PiiProblem, ProjectSettings } from './process/index.ts';
import type { scrubbingAnswers, ScrubbingPreview } from './scrubbing-answers.ts';

/** What people may ask of grouping, scrubbing and ownership rules; the answers come from a thread of its own. Undefined: there is no such project. */
export interface GroupingDesk {
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

export type ToGroupingThread =
  | { readonly id: number; readonly question: keyof Answers; readonly given: readonly unknown[] }
  | 'close';
export type FromGroupingThread =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly failure: string };

interface GroupingThread {
  ask<Question extends keyof Answers>(
    question: Question,
    ...given: Parameters<Answers[Question]>
  ): Promise<ReturnType<Answers[Question]>>;
  close(): Promise<void>;
}

/** The thread starts with the first question: most servers are asked rarely. */
export function createGroupingDesk(
  settingsOf: (projectId: ProjectId, written?: ProjectOptionValues) => Promise<ProjectSettings | undefined>,
): GroupingDesk {
  let started: GroupingThread | undefined;
  const thread = (): GroupingThread => (started ??= startThread());
  return {
    validate: (rules) => thread().ask('validate', rules),
    async regroup(projectId, rules, events) {
      const settings = await settingsOf(projectId);
      return settings === undefined ? undefined : thread().ask('regroup', settings, rules, events);
    },
    async metadataOf(projectId, event) {
      const settings = await settingsOf(projectId);
      return settings === undefined ? undefined : thread().ask('metadataOf', settings, event);
    },
    async explain(projectId, event) {
      const settings = await settingsOf(projectId);
      return settings === undefined ? undefined : thread().ask('explain', settings, event);
    },
    scrubbing: {
      validate: (relayPiiConfig) => thread().ask('validateScrubbing', relayPiiConfig),
      async preview(projectId, written, event) {
        const settings = await settingsOf(projectId, written);
        return settings === undefined ? undefined : thread().ask('previewScrubbing', settings, event);
      },
    },
    ownership: {
      async explain(projectId, raw, event) {
        const settings = await settingsOf(projectId);
        if (settings === undefined) return undefined;
        const { ownership } = settings;
        return thread().ask('explainOwners', { ...ownership, raw: raw ?? ownership.raw }, event);
      },
    },
    close: async () => started?.close(),
  };
}

function startThread(): GroupingThread {
  const thread = new Worker(new URL('./grouping-thread.ts', import.meta.url), { name: 'grouping' });
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  const ended = Promise.withResolvers<void>();
  const tell = (message: ToGroupingThread): void => thread.postMessage(message);
  let lastId = 0;
  thread.on('message', (message: FromGroupingThread) => {
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if ('failure' in message) asked?.reject(new Error(`grouping failed: ${message.failure}`));
    else asked?.resolve(message.answer);
  });
  thread.on('exit', () => {
    for (const asked of waiting.values()) asked.reject(new Error('the grouping thread has ended'));
    waiting.clear();
    ended.resolve();
  });
  return {
    ask: (question, ...given) =>
      new Promise((resolve, reject) => {
        // The thread answers with what the question's function gives.
        waiting.set(++lastId, { resolve: resolve as (answer: unknown) => void, reject });
        tell({ id: lastId, question, given });
      }),
    close() {
      tell('close');
      return ended.promise;
    },
  };
}
