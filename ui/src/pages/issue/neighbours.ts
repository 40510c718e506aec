import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useCommands } from '../../app/commands.tsx';
import { useOrg, usePageSearch } from '../../app/filters.ts';
import { eventQuery } from '../../data/events.ts';
import { arrivalQuery, issueQuery, issueTagsQuery } from '../../data/issues.ts';
import { useIssueListParams } from '../../parts/issue-actions/list-params.ts';

export interface Neighbours {
  /** From 1, undefined when the issue is not in the list that led here. */
  readonly position: number | undefined;
  readonly count: number;
  readonly next: (() => void) | undefined;
  readonly previous: (() => void) | undefined;
}

/** Loads what the next issue's page shows first, so that `j` opens it at once. */
function useNextLoaded(org: string, next: string | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (next === undefined) return;
    void client.prefetchQuery(issueQuery(org, next));
    void client.prefetchQuery(eventQuery(org, next, 'recommended'));
    void client.prefetchQuery(issueTagsQuery(org, next));
  }, [client, org, next]);
}

/** The issues before and after, in the list as it was when the person came from it: what is resolved here does not change the order. */
export function useNeighbours(issueId: string): Neighbours {
  const org = useOrg();
  const navigate = useNavigate();
  const search = usePageSearch();
  const client = useQueryClient();
  const arrival = useQuery(arrivalQuery(org, useIssueListParams(), client)).data;
  const ids = arrival?.ids ?? [];
  const index = ids.indexOf(issueId);
  useNextLoaded(org, index === -1 ? undefined : ids[index + 1]);
  const open = (id: string | undefined) =>
    id === undefined
      ? undefined
      : () =>
          void navigate({
            to: '/organizations/$org/issues/$issueId/',
            params: { org, issueId: id },
            search,
            replace: true,
          });
  const next = index === -1 ? undefined : open(ids[index + 1]);
  const previous = index === -1 ? undefined : open(ids[index - 1]);
  const group = 'Issue';
  useCommands([
    { id: 'next', label: 'Next issue', group, key: 'j', repeats: true, run: () => next?.() },
    { id: 'previous', label: 'Previous issue', group, key: 'k', repeats: true, run: () => previous?.() },
    {
      id: 'back',
      label: 'Back to the list',
      group,
      key: 'Escape',
      keyOnly: true,
      run: () => void navigate({ to: '/organizations/$org/issues/', params: { org }, search }),
    },
  ]);
  return { position: index === -1 ? undefined : index + 1, count: arrival?.count ?? ids.length, next, previous };
}
