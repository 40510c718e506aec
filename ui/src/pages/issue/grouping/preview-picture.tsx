import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useOrg, usePageSearch } from '../../../app/filters.ts';
import type { GroupingPreview, PreviewGroup } from '../../../data/grouping.ts';
import { destinyOf, previewSentence } from './preview-groups.ts';

const SHOWN_FIRST = 20;

interface PictureProps {
  readonly title: string;
  readonly preview: GroupingPreview;
  readonly issueId: string;
}

/** All events as one bar, a part per group: more parts, more issues. */
export function PreviewBar({ title, preview, issueId }: PictureProps) {
  const text = previewSentence(preview.groups, issueId);
  return (
    <div className="preview-bar">
      <h3>{title}</h3>
      <div className="preview-parts" role="img" aria-label={`${title}: ${text}`}>
        {preview.groups.map((group) => (
          <span
            key={group.eventIds[0]}
            className={`preview-part preview-${destinyOf(group, issueId)}`}
            style={{ flexGrow: group.count }}
            title={`${group.count} × ${group.title.slice(0, 200)}`}
          />
        ))}
      </div>
      <p className="muted">{text}</p>
    </div>
  );
}

function Where({ group, issueId }: { group: PreviewGroup; issueId: string }) {
  const org = useOrg();
  const search = usePageSearch();
  const destiny = destinyOf(group, issueId);
  if (destiny === 'here') return <span className="chip">this issue</span>;
  if (group.issue === null) return <span className="chip level-warning">new issue</span>;
  return (
    <Link to="/organizations/$org/issues/$issueId/" params={{ org, issueId: group.issue.id }} search={search}>
      {group.issue.shortId}
    </Link>
  );
}

function Row({ group, issueId, most }: { group: PreviewGroup; issueId: string; most: number }) {
  const org = useOrg();
  const search = usePageSearch();
  const [newest = ''] = group.eventIds;
  return (
    <li className="preview-row">
      <span className="preview-track" aria-hidden>
        <span
          className={`preview-${destinyOf(group, issueId)}`}
          style={{ width: `${Math.max((100 * group.count) / most, 1)}%` }}
        />
      </span>
      <span className="number">{group.count}</span>
      <Where group={group} issueId={issueId} />
      <Link
        to="/organizations/$org/issues/$issueId/events/$eventId/"
        params={{ org, issueId, eventId: newest }}
        search={search}
        className="cut preview-title"
        title={`${group.title.slice(0, 500)}\nNewest event ${newest}`}
      >
        {group.title}
      </Link>
    </li>
  );
}

export function PreviewRows({ preview, issueId }: Omit<PictureProps, 'title'>) {
  const [all, setAll] = useState(false);
  const { groups } = preview;
  const shown = all ? groups : groups.slice(0, SHOWN_FIRST);
  const most = Math.max(...groups.map(({ count }) => count), 1);
  return (
    <>
      <ul className="preview-rows" aria-label="Groups">
        {shown.map((group) => (
          <Row key={group.eventIds[0]} group={group} issueId={issueId} most={most} />
        ))}
      </ul>
      {shown.length < groups.length ? (
        <Button variant="subtle" onClick={() => setAll(true)}>
          Show {groups.length - shown.length} more groups
        </Button>
      ) : null}
    </>
  );
}
