import { useQueries, useQuery } from '@tanstack/react-query';
import { useOrg } from '../../app/filters.ts';
import { issueCountQuery, type IssueFilter } from '../../data/issues.ts';
import { membersQuery, projectsQuery, tagKeysQuery, tagValuesQuery, teamsQuery } from '../../data/organization.ts';
import { useIssueFilter } from '../../parts/issue-actions/list-params.ts';
import { type Completion, completionsFor, IS_VALUES, type Known, type Word } from './complete.ts';

const NO_TAGS: ReadonlySet<string> = new Set([
  'is',
  'has',
  'assigned',
  'project',
  'bookmarks',
  'firstSeen',
  'lastSeen',
  'timesSeen',
]);

/** How many issues each `is:` would find, under the other filters. */
function useStatusCounts(org: string, filter: IssueFilter, enabled: boolean): Known['values'] {
  const counts = useQueries({
    queries: IS_VALUES.map((value) => ({ ...issueCountQuery(org, { ...filter, query: `is:${value}` }), enabled })),
  });
  return IS_VALUES.map((value, i) => ({ value, count: counts[i]?.data ?? undefined }));
}

function useAssigneeValues(org: string, enabled: boolean): Known['values'] {
  const teams = useQuery({ ...teamsQuery(org), enabled }).data ?? [];
  const members = useQuery({ ...membersQuery(org), enabled }).data ?? [];
  return [...teams.map(({ slug }) => ({ value: `#${slug}` })), ...members.map(({ email }) => ({ value: email }))];
}

/** What can be typed next, with how often it occurs under the filters of the page. */
export function useCompletions(word: Word, open: boolean): readonly Completion[] {
  const org = useOrg();
  const filter = useIssueFilter();
  const { key } = word;
  const scope = { project: filter.project, environment: filter.environment, period: filter.period };
  const wantsTags = open && (key === undefined || key === 'has');
  const tags = useQuery({ ...tagKeysQuery(org, scope), enabled: wantsTags }).data ?? [];
  const isTag = open && key !== undefined && !NO_TAGS.has(key);
  const tag = useQuery({ ...tagValuesQuery(org, scope, key ?? ''), enabled: isTag }).data;
  const statuses = useStatusCounts(org, filter, open && key === 'is');
  const assignees = useAssigneeValues(org, open && key === 'assigned');
  const projects = useQuery({ ...projectsQuery(org), enabled: open && key === 'project' }).data ?? [];
  const values: Readonly<Record<string, Known['values']>> = {
    is: statuses,
    assigned: assignees,
    project: projects.map(({ slug }) => ({ value: slug })),
  };
  if (!open) return [];
  return completionsFor(word, {
    tags: tags.map(({ key: name, totalValues }) => ({ key: name, count: totalValues })),
    values: values[key ?? ''] ?? tag?.values ?? [],
  });
}
