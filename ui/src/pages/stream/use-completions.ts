import { useQuery } from '@tanstack/react-query';
import { useOrg } from '../../app/filters.ts';
import { membersQuery, tagKeysQuery, tagValuesQuery, teamsQuery } from '../../data/organization.ts';
import { useIssueFilter } from '../../parts/issue-actions/list-params.ts';
import { type Completion, completionsFor, type Known, type Word } from './complete.ts';

/** Keys whose values are no values of events. */
const WITHOUT_VALUES: ReadonlySet<string> = new Set(['assigned', 'bookmarks', 'firstSeen', 'lastSeen', 'timesSeen']);

function useAssigneeValues(org: string, enabled: boolean): Known['values'] {
  const teams = useQuery({ ...teamsQuery(org), enabled }).data ?? [];
  const members = useQuery({ ...membersQuery(org), enabled }).data ?? [];
  return [...teams.map(({ slug }) => ({ value: `#${slug}` })), ...members.map(({ email }) => ({ value: email }))];
}

/** What can be typed next, with how often it occurs under the filters of the page. */
export function useCompletions(word: Word, open: boolean): readonly Completion[] {
  const org = useOrg();
  const { project, environment, period } = useIssueFilter();
  const { key, typed } = word;
  const scope = { project, environment, period };
  const tags = useQuery({ ...tagKeysQuery(org, scope), enabled: open && key === undefined }).data ?? [];
  const hasValues = open && key !== undefined && !WITHOUT_VALUES.has(key);
  const valuesWith = (contains: string) => tagValuesQuery(org, scope, { key: key ?? '', contains });
  const found = useQuery({ ...valuesWith(typed), enabled: hasValues }).data;
  // A finished word may be changed for another value.
  const isFinished = found?.length === 1 && found[0]?.value === typed;
  const all = useQuery({ ...valuesWith(''), enabled: hasValues && isFinished }).data;
  const values = (isFinished ? all : found) ?? [];
  const assignees = useAssigneeValues(org, open && key === 'assigned');
  if (!open) return [];
  return completionsFor(word, {
    tags: tags.map(({ key: name, totalValues }) => ({ key: name, count: totalValues })),
    values: key === 'assigned' ? assignees : values,
  });
}
