import './logs.css';
import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useCommands } from '../../app/commands.tsx';
import { useOrg, usePageSearch, useSetSearch } from '../../app/filters.ts';
import { usePeriod } from '../../app/use-period.ts';
import { type LogLine, logContextQuery, logsQuery } from '../../data/logs.ts';
import { Problem } from '../../parts/problem.tsx';
import { useTitle } from '../../parts/title.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { LogList } from './log-list.tsx';

const TAIL_MS = 2000;

/** Why the newest lines do not come by themselves; undefined when they do. */
function pauseOf({ open, isAtTop }: { open: string | undefined; isAtTop: boolean }): string | undefined {
  if (open !== undefined) return 'paused while a line is open';
  return isAtTop ? undefined : 'paused while you are further down';
}

function useLines(pause: string | undefined, isLive: boolean) {
  const search = usePageSearch();
  const { usual: _usual, ...period } = usePeriod();
  const filter = {
    query: search.query ?? '',
    project: search.project ?? [],
    environment: search.environment ?? [],
    ...period,
  };
  return useInfiniteQuery({
    ...logsQuery(useOrg(), filter),
    refetchInterval: isLive && pause === undefined ? TAIL_MS : false,
  });
}

interface SearchLineProps {
  readonly isLive: boolean;
  readonly pause: string | undefined;
  readonly setLive: (isLive: boolean) => void;
}

function SearchLine({ isLive, pause, setLive }: SearchLineProps) {
  const { query = '' } = usePageSearch();
  const setSearch = useSetSearch();
  const input = useRef<HTMLInputElement>(null);
  useCommands([
    { id: 'logs-search', label: 'Search the logs', group: 'Logs', key: '/', run: () => input.current?.focus() },
    { id: 'logs-live', label: 'Live, or not', group: 'Logs', key: 't', run: () => setLive(!isLive) },
  ]);
  const submit = (event: { preventDefault: () => void }): void => {
    event.preventDefault();
    setSearch({ query: input.current?.value.trim() || undefined });
  };
  return (
    <form className="log-search" onSubmit={submit} role="search">
      <TextInput
        key={query}
        ref={input}
        aria-label="Search the logs"
        placeholder="severity:error service:payment-api refused   ( / )"
        leftSection={<IconSearch size={14} />}
        defaultValue={query}
      />
      <Button type="submit">Search</Button>
      <Button aria-pressed={isLive} variant={isLive ? 'filled' : 'default'} onClick={() => setLive(!isLive)}>
        Live
      </Button>
      <span className="muted" role="status">
        {isLive ? (pause ?? 'new lines every 2 s') : ''}
      </span>
    </form>
  );
}

function NoLines() {
  const { query = '', project, environment } = usePageSearch();
  const isNarrowed = query !== '' || project !== undefined || environment !== undefined;
  return (
    <div className="panel panel-body">
      <p>
        <strong>No line matches.</strong>
      </p>
      <p className="muted">
        {isNarrowed
          ? 'Choose a longer period, or take a term out of the search.'
          : 'No service has sent logs in this period. SDK 11 sends what is written by Sentry.logger; SDK 10 needs enableLogs: true, SDK 9 _experiments: { enableLogs: true }, Python enable_logs=True.'}
      </p>
    </div>
  );
}

function Context({ line, back, narrow }: { line: LogLine; back: () => void; narrow: (term: string) => void }) {
  const { data, error, refetch } = useQuery(logContextQuery(useOrg(), line));
  const [open, setOpen] = useState<string>();
  useCommands([{ id: 'logs-back', label: 'Back to the search', group: 'Logs', key: 'Escape', run: back }]);
  return (
    <>
      <div className="row">
        <Button onClick={back}>Back to the search</Button>
        <span className="muted">
          What {line.service || line.project} wrote before and after the marked line, at most 50 lines each
        </span>
      </div>
      {error === null ? null : (
        <Problem what="The lines could not be loaded" error={error} retry={() => void refetch()} />
      )}
      {data === undefined ? null : (
        <LogList
          lines={data}
          hit={line}
          {...{ open, setOpen, narrow }}
          showContext={() => undefined}
          onEnd={() => undefined}
          onScroll={() => undefined}
        />
      )}
    </>
  );
}

/** What services wrote: searched, live, around a line. */
export function LogsPage() {
  const [isLive, setLive] = useState(false);
  const [open, setOpen] = useState<string>();
  const [isAtTop, setAtTop] = useState(true);
  const [around, setAround] = useState<LogLine>();
  const setSearch = useSetSearch();
  const { query = '' } = usePageSearch();
  const pause = pauseOf({ open, isAtTop });
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useLines(pause, isLive);
  useTitle('Logs');
  const lines = data?.pages.flatMap((page) => page.lines) ?? [];
  const narrow = (term: string): void => {
    setAround(undefined);
    setOpen(undefined);
    setSearch({ query: `${query} ${term}`.trim() });
  };
  if (around !== undefined) {
    return (
      <article className="logs-page">
        <Context line={around} back={() => setAround(undefined)} narrow={narrow} />
      </article>
    );
  }
  return (
    <article className="logs-page">
      <SearchLine {...{ isLive, pause, setLive }} />
      {error === null ? null : (
        <Problem what="The logs could not be loaded" error={error} retry={() => void refetch()} />
      )}
      {data === undefined && error === null ? <Waiting rows={20} height={24} what="the logs" /> : null}
      {data !== undefined && error === null && lines.length === 0 ? <NoLines /> : null}
      {lines.length === 0 ? null : (
        <LogList
          lines={lines}
          hit={undefined}
          {...{ open, setOpen, narrow }}
          showContext={setAround}
          onEnd={() => (hasNextPage && !isFetchingNextPage ? void fetchNextPage() : undefined)}
          onScroll={setAtTop}
        />
      )}
    </article>
  );
}
