import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useOrg } from '../../app/filters.ts';
import { type LogLine, logLineQuery } from '../../data/logs.ts';
import { useClock } from '../../parts/clock.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { formatClock, formatTime } from '../../parts/format.ts';
import { LevelBadge } from '../../parts/level.tsx';
import { Problem } from '../../parts/problem.tsx';
import { SafeText } from '../../parts/safe-text.tsx';
import { searchTerm } from '../../parts/search-term.ts';
import { Value } from '../../parts/value.tsx';

/** The words of logs in those of levels. */
const LEVELS: Readonly<Record<string, string>> = { trace: 'debug', warn: 'warning' };

interface LogRowProps {
  readonly line: LogLine;
  readonly isOpen: boolean;
  readonly isHit: boolean;
  readonly toggle: () => void;
  readonly showContext: () => void;
  /** Adds a term to the search. */
  readonly narrow: (term: string) => void;
}

function Attributes({ line, narrow }: Pick<LogRowProps, 'line' | 'narrow'>) {
  const { data, error, refetch } = useQuery(logLineQuery(useOrg(), line));
  if (error !== null) {
    return <Problem what="The line could not be loaded" error={error} retry={() => void refetch()} />;
  }
  return (
    <dl className="pairs">
      {(data?.attributes ?? []).map(({ name, value }) => (
        <div key={name} className="pair">
          <dt>{name}</dt>
          <dd>
            <Value value={value} />{' '}
            <Button
              variant="subtle"
              aria-label={`Only lines with this ${name}`}
              onClick={() => narrow(searchTerm(name, String(value)))}
            >
              +
            </Button>
            <Button
              variant="subtle"
              aria-label={`Only lines without this ${name}`}
              onClick={() => narrow(`!${searchTerm(name, String(value))}`)}
            >
              −
            </Button>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** One line; opened in place it shows everything that was sent with it. */
export function LogRow({ line, isOpen, isHit, toggle, showContext, narrow }: LogRowProps) {
  const org = useOrg();
  const clock = useClock();
  const at = new Date(line.timestamp);
  return (
    <div className={isHit ? 'log log-hit' : 'log'}>
      <button type="button" className="log-line" aria-expanded={isOpen} onClick={toggle}>
        <time dateTime={line.timestamp} title={formatTime(at, clock)} className="number muted">
          {formatClock(at, clock)}
        </time>
        <LevelBadge level={LEVELS[line.severity] ?? line.severity} iconOnly />
        <span className="log-service cut">{line.service || line.project}</span>
        <SafeText text={line.message} className="log-message" />
      </button>
      {isOpen ? (
        <div className="log-detail">
          <div className="row">
            {line.trace === '' ? (
              <span className="muted">It was written outside of a trace.</span>
            ) : (
              <Link
                to="/organizations/$org/traces/trace/$traceId/"
                params={{ org, traceId: line.trace }}
                search={{ span: line.span_id || undefined }}
              >
                Open the trace <span className="mono">{line.trace.slice(0, 8)}</span>
              </Link>
            )}
            <Button onClick={showContext}>In context</Button>
            <CopyButton text={() => `${line.timestamp} ${line.severity} ${line.service} ${line.message}`}>
              Copy
            </CopyButton>
          </div>
          <p className="mono log-whole">
            <Value value={line.message} />
          </p>
          <Attributes line={line} narrow={narrow} />
        </div>
      ) : null}
    </div>
  );
}
