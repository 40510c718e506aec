import { Button, Checkbox } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useOrg, usePageSearch } from '../../../app/filters.ts';
import { useToasts } from '../../../app/toasts.tsx';
import type { EventAddress } from '../../../data/events.ts';
import { groupingInfoQuery } from '../../../data/grouping.ts';
import { issueHashesQuery, unmergeHashes } from '../../../data/issues.ts';
import type { IssueHash } from '../../../data/shapes.ts';
import { Problem } from '../../../parts/problem.tsx';
import { Waiting } from '../../../parts/waiting.tsx';
import { SafeText } from '../../../parts/safe-text.tsx';
import { When } from '../../../parts/when.tsx';

interface HashRowProps {
  readonly issueId: string;
  readonly hash: IssueHash;
  readonly own: boolean;
  /** Undefined: the only one, which cannot leave. */
  readonly chosen: boolean | undefined;
  readonly toggle: () => void;
}

function HashRow({ issueId, hash, own, chosen, toggle }: HashRowProps) {
  const org = useOrg();
  const search = usePageSearch();
  const { id, latestEvent } = hash;
  return (
    <li className="hash">
      {chosen === undefined ? null : (
        <Checkbox checked={chosen} onChange={toggle} aria-label={`Select ${id.slice(0, 8)}`} />
      )}
      <div>
        <code title={id}>{id.slice(0, 8)}</code>
        {own ? <span className="chip">this event</span> : null}
        <Link
          to="/organizations/$org/issues/$issueId/events/$eventId/"
          params={{ org, issueId, eventId: latestEvent.eventID }}
          search={search}
          className="cut hash-event"
          title={latestEvent.title.slice(0, 500)}
        >
          <SafeText text={latestEvent.title} />
        </Link>
        <span className="muted">
          last <When at={latestEvent.dateCreated} />
        </span>
      </div>
    </li>
  );
}

function useUnmerge(issueId: string) {
  const org = useOrg();
  const client = useQueryClient();
  const navigate = useNavigate();
  const search = usePageSearch();
  const toasts = useToasts();
  const [busy, setBusy] = useState(false);
  const take = async (hashes: readonly string[]) => {
    setBusy(true);
    try {
      const created = await unmergeHashes(org, issueId, hashes);
      const changed = ['issues', 'issue', 'issue-counts', 'event', 'grouping-preview'];
      await Promise.all(changed.map((key) => client.invalidateQueries({ queryKey: [key, org] })));
      // The event on screen may be one of those that left: the issue's own event is shown.
      await navigate({ to: '/organizations/$org/issues/$issueId/', params: { org, issueId }, search });
      toasts.done(`Moved to ${created.shortId}`);
    } catch (error) {
      toasts.failed('The hashes were not moved', error);
    } finally {
      setBusy(false);
    }
  };
  return { busy, take };
}

/** The grouping hashes of the issue. A merge gives an issue several; here they can be separated again. */
export function Hashes({ issueId, address }: { issueId: string; address: EventAddress }) {
  const org = useOrg();
  const hashes = useQuery(issueHashesQuery(org, issueId));
  const several = (hashes.data?.length ?? 0) > 1;
  const own = useQuery({ ...groupingInfoQuery(address), enabled: several }).data?.hashes ?? [];
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { busy, take } = useUnmerge(issueId);
  if (hashes.isError) return <Problem what="The hashes could not be loaded" error={hashes.error} />;
  if (hashes.data === undefined) return <Waiting rows={2} height={40} what="hashes" />;
  const list = hashes.data;
  const selected = list.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const toggle = (id: string) =>
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  return (
    <>
      <h3 className="hashes-title">
        {list.length} {list.length === 1 ? 'hash' : 'hashes'} in this issue
      </h3>
      <ul className="hashes">
        {list.map((hash) => (
          <HashRow
            key={hash.id}
            issueId={issueId}
            hash={hash}
            own={several && own.includes(hash.id)}
            chosen={several ? chosen.has(hash.id) : undefined}
            toggle={() => toggle(hash.id)}
          />
        ))}
      </ul>
      {several ? (
        <div className="row">
          <Button
            disabled={selected.length === 0 || selected.length === list.length}
            loading={busy}
            onClick={() => void take(selected)}
          >
            Unmerge{selected.length === 0 ? '' : ` ${selected.length}`}
          </Button>
          <span className="muted">
            {selected.length === list.length
              ? 'One hash must stay.'
              : 'Moves the selected hashes, with their events, to a new issue.'}
          </span>
        </div>
      ) : null}
    </>
  );
}
