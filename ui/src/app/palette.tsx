import { createSpotlight, Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import '@mantine/spotlight/styles.css';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { fetchIssues } from '../data/issues.ts';
import { projectsQuery } from '../data/organization.ts';
import { useFocusBack } from '../parts/focus-back.ts';
import { useCommandList } from './commands.tsx';
import { keyLabel } from './keys.ts';

const ROWS_MAX = 50;
/** What one looks for by name may be older than what the list shows. */
const PERIOD = '90d';
const ID = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z0-9_-]+-[0-9a-z]+|\d+)$/i;

interface Row extends SpotlightActionData {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly run: () => void;
}

interface IssueRows {
  readonly rows: readonly Row[];
  /** Nothing found is an answer; no answer yet is not. */
  readonly pending: boolean;
}

function useIssueRows(org: string, text: string): IssueRows {
  const navigate = useNavigate();
  const [settled] = useDebouncedValue(text, 150);
  const found = useQuery({
    queryKey: ['palette', org, settled],
    enabled: settled.length >= 2,
    staleTime: 30_000,
    queryFn: ({ signal }) => {
      const filter = {
        project: [],
        environment: [],
        query: settled,
        period: { statsPeriod: PERIOD },
      };
      return fetchIssues(org, { filter, sort: 'date', cursor: undefined }, signal);
    },
  });
  if (text.length < 2) return { rows: [], pending: false };
  const rows = (found.data?.items ?? []).slice(0, 20).map((issue) => ({
    id: `issue-${issue.id}`,
    label: issue.title,
    hint: issue.shortId,
    run: () =>
      void navigate({
        to: '/organizations/$org/issues/$issueId/',
        params: { org, issueId: issue.id },
      }),
  }));
  return { rows, pending: text !== settled || found.isLoading };
}

function useProjectRows(org: string, text: string): Row[] {
  const navigate = useNavigate();
  const projects = useQuery(projectsQuery(org)).data ?? [];
  if (text === '') return [];
  return projects
    .filter(({ slug, name }) => `${slug} ${name}`.toLowerCase().includes(text))
    .flatMap(({ id, slug }) => [
      {
        id: `project-${id}`,
        label: `Issues of ${slug}`,
        hint: 'project',
        run: () =>
          void navigate({
            to: '/organizations/$org/issues/',
            params: { org },
            search: { project: [id] },
          }),
      },
      {
        id: `project-settings-${id}`,
        label: `DSN and settings of ${slug}`,
        hint: 'project',
        run: () => void navigate({ to: '/settings/$org/projects/$project/', params: { org, project: slug } }),
      },
    ]);
}

function useRows(org: string, query: string): { readonly sections: readonly Section[]; readonly pending: boolean } {
  const navigate = useNavigate();
  const text = query.trim().toLowerCase();
  const commands = useCommandList()
    .filter(({ keyOnly, label }) => !keyOnly && label.toLowerCase().includes(text))
    .toSorted((a, b) => Number(a.danger ?? false) - Number(b.danger ?? false))
    .map(({ id, label, key, run }) => ({
      id,
      label,
      run,
      ...(key === undefined ? {} : { hint: keyLabel(key) }),
    }));
  const ids: Row[] = ID.test(query.trim())
    ? [
        {
          id: 'go-to',
          label: `Open ${query.trim()}`,
          hint: 'id',
          run: () => void navigate({ to: '/go/$id/', params: { id: query.trim() } }),
        },
      ]
    : [];
  const projects = useProjectRows(org, text);
  const issues = useIssueRows(org, text);
  return {
    sections: firstRows([
      ['Id', ids],
      ['Actions', commands],
      ['Projects', projects],
      ['Issues', issues.rows],
    ]),
    pending: issues.pending,
  };
}

type Section = readonly [string, readonly Row[]];

/** The first rows over all sections, and no empty section. */
function firstRows(sections: readonly Section[]): readonly Section[] {
  return sections
    .map(([label, rows], i): Section => {
      const before = sections.slice(0, i).reduce((sum, [, above]) => sum + above.length, 0);
      return [label, rows.slice(0, Math.max(ROWS_MAX - before, 0))];
    })
    .filter(([, rows]) => rows.length > 0);
}

const [store, spotlight] = createSpotlight();

/** Ctrl-K: every action of the page with its key, then projects and issues, and any pasted id. */
export function Palette({ org, close }: { org: string; close: () => void }) {
  const [query, setQuery] = useState('');
  const { sections, pending } = useRows(org, query);
  useFocusBack();
  useEffect(() => spotlight.open(), []);
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      store={store}
      onSpotlightClose={close}
      shortcut={null}
      centered={false}
      overlayProps={{ backgroundOpacity: 0.35 }}
      lockScroll={false}
      scrollable
      maxHeight={420}
    >
      <Spotlight.Search placeholder="Do something, or find a project, an issue, an id…" aria-label="Palette" />
      <Spotlight.ActionsList>
        {sections.map(([label, rows]) => {
          return (
            <Spotlight.ActionsGroup key={label} label={label}>
              {rows.map(({ id, label: text, hint, run }) => (
                <Spotlight.Action
                  key={id}
                  label={text}
                  rightSection={hint === undefined ? null : <kbd>{hint}</kbd>}
                  onClick={run}
                />
              ))}
            </Spotlight.ActionsGroup>
          );
        })}
        {sections.length === 0 ? (
          <Spotlight.Empty>{pending ? 'Searching…' : 'Nothing has this name.'}</Spotlight.Empty>
        ) : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
