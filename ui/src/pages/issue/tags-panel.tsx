import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrg } from '../../app/filters.ts';
import { issueTagsQuery } from '../../data/issues.ts';
import type { EventDetail, IssueDetail } from '../../data/shapes.ts';
import { formatCount, formatShare } from '../../parts/format.ts';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { mergeTags, shownValue, type TagRow } from './tags.ts';
import { ValueLink } from './value-link.tsx';

const SHOWN_FIRST = 12;

interface TagProps {
  readonly row: TagRow;
  /** The id of the issue's project. */
  readonly project: string;
}

function TagDetail({ row, project }: TagProps) {
  const rest = row.total - row.values.reduce((sum, { count }) => sum + count, 0);
  return (
    <ul className="tag-values">
      {row.values.map(({ value, count }) => (
        <li key={value} className="tag-line">
          <ValueLink project={project} tag={row.key} value={value} />
          <span className="number muted">{formatCount(count)}</span>
          <span className="number">{formatShare(count / row.total)}</span>
          <span className="tag-bar" aria-hidden>
            <span style={{ width: `${(100 * count) / row.total}%` }} />
          </span>
        </li>
      ))}
      {rest > 0 ? (
        <li className="muted">
          {formatCount(rest)} events with other values ({formatCount(row.unique)} values in all)
        </li>
      ) : null}
    </ul>
  );
}

function TagItem({ row, project }: TagProps) {
  const [open, setOpen] = useState(false);
  const top = row.values[0];
  const shown = row.current ?? top?.value ?? '';
  return (
    <li className="tag">
      <button type="button" className="tag-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="tag-key cut" title={row.key}>
          {row.key}
        </span>
        <span className="cut" title={shown}>
          {shownValue(row.key, shown)}
        </span>
        <span className="number muted">{row.share === undefined ? '' : formatShare(row.share)}</span>
        <span className="tag-bar" aria-hidden>
          <span style={{ width: `${100 * (row.share ?? 0)}%` }} />
        </span>
      </button>
      {open && row.total > 0 ? <TagDetail row={row} project={project} /> : null}
    </li>
  );
}

/** Each tag with this event's value and how many of the issue's events share it. */
export function TagsPanel({ issue, event }: { issue: IssueDetail; event: EventDetail | undefined }) {
  const org = useOrg();
  const tags = useQuery(issueTagsQuery(org, issue.id));
  const [text, setText] = useState('');
  const [all, setAll] = useState(false);
  if (tags.isError) return <Problem what="The tags could not be loaded" error={tags.error} />;
  const rows = mergeTags(tags.data ?? [], event?.tags ?? []);
  const found = rows.filter(({ key, current }) => `${key} ${current ?? ''}`.toLowerCase().includes(text.toLowerCase()));
  const shown = all || text !== '' ? found : found.slice(0, SHOWN_FIRST);
  return (
    <Panel
      title="Tags"
      flush
      aside={
        rows.length > SHOWN_FIRST ? (
          <TextInput
            size="xs"
            aria-label="Find a tag"
            placeholder={`Find in ${rows.length}`}
            value={text}
            onChange={(change) => setText(change.currentTarget.value)}
          />
        ) : (
          <span className="muted">this event · share of the issue</span>
        )
      }
    >
      {tags.data === undefined ? (
        // Not beside the tags of the event, which are often there first: they would move up when the waiting ends.
        <Waiting rows={SHOWN_FIRST} height={33} what="tags" />
      ) : (
        <ul className="tags">
          {shown.map((row) => (
            <TagItem key={row.key} row={row} project={issue.project.id} />
          ))}
        </ul>
      )}
      {tags.data !== undefined && found.length > shown.length ? (
        <Button variant="subtle" fullWidth onClick={() => setAll(true)}>
          Show {found.length - shown.length} more
        </Button>
      ) : null}
    </Panel>
  );
}
