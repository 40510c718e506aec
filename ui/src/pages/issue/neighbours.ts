import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCommands } from '../../app/commands.tsx';
import { useOrg, usePageSearch } from '../../app/filters.ts';
import { issueListQuery } from '../../data/issues.ts';
import { issueListParams } from '../../parts/issue-actions/list-params.ts';

export interface Neighbours {
  /** From 1, undefined when the issue is not in the list that led here. */
  readonly position: number | undefined;
  readonly count: number;
  readonly next: (() => void) | undefined;
  readonly previous: (() => void) | undefined;
}

/** The list that the URL still carries, so that `j` and `k` go on from within an issue. */
export function useNeighbours(issueId: string): Neighbours {
  const org = useOrg();
  const navigate = useNavigate();
  const search = usePageSearch();
  const list = useQuery({ ...issueListQuery(org, issueListParams(search)), staleTime: Infinity }).data;
  const ids = (list?.items ?? []).map(({ id }) => id);
  const index = ids.indexOf(issueId);
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
    { id: 'next', label: 'Next issue', group, key: 'j', run: () => next?.() },
    { id: 'previous', label: 'Previous issue', group, key: 'k', run: () => previous?.() },
    {
      id: 'back',
      label: 'Back to the list',
      group,
      key: 'Escape',
      keyOnly: true,
      run: () => void navigate({ to: '/organizations/$org/issues/', params: { org }, search }),
    },
  ]);
  return { position: index === -1 ? undefined : index + 1, count: list?.hits ?? ids.length, next, previous };
}
