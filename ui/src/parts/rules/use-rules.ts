import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrg } from '../../app/filters.ts';
import { useToasts } from '../../app/toasts.tsx';
import { type GroupingRules, type RuleError, ruleErrorsQuery } from '../../data/grouping.ts';
import { updateProject } from '../../data/projects.ts';
import type { ProjectDetail } from '../../data/shapes.ts';

const SETTLE_MS = 300;

export function rulesOf(project: ProjectDetail): GroupingRules {
  return { enhancements: project.groupingEnhancements, fingerprintingRules: project.fingerprintingRules };
}

export function sameRules(a: GroupingRules, b: GroupingRules): boolean {
  return a.enhancements === b.enhancements && a.fingerprintingRules === b.fingerprintingRules;
}

export interface RuleCheck {
  readonly of: (field: keyof GroupingRules) => readonly RuleError[];
  readonly any: boolean;
  /** The rules as they stood when the person last paused: what a preview should be asked with. */
  readonly settled: GroupingRules;
  readonly failed: Error | null;
}

/** What is wrong with rules, asked when the person pauses. */
export function useRuleCheck(rules: GroupingRules): RuleCheck {
  const [settled] = useDebouncedValue(rules, SETTLE_MS);
  const { data = [], error } = useQuery(ruleErrorsQuery(settled));
  return {
    of: (field) => data.filter((one) => one.field === field),
    any: data.length > 0,
    settled,
    failed: error,
  };
}

export interface RuleSaving {
  readonly busy: boolean;
  /** Why the last save was refused: a missing scope, or the rules themselves. */
  readonly error: unknown;
  readonly save: () => Promise<void>;
}

export function useSaveRules(project: ProjectDetail, rules: GroupingRules): RuleSaving {
  const org = useOrg();
  const client = useQueryClient();
  const toasts = useToasts();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const save = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const { enhancements, fingerprintingRules } = rules;
      await updateProject(org, project.slug, { groupingEnhancements: enhancements, fingerprintingRules });
      client.setQueryData(['project', org, project.slug], (before: ProjectDetail | undefined) =>
        before === undefined ? before : { ...before, groupingEnhancements: enhancements, fingerprintingRules },
      );
      await Promise.all(
        ['grouping-info', 'grouping-preview'].map((key) => client.invalidateQueries({ queryKey: [key, org] })),
      );
      toasts.done(`Saved the grouping rules of ${project.slug}; they apply to new events`);
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, save };
}
