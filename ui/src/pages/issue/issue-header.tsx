import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommands } from '../../app/commands.tsx';
import { useOrg, usePageSearch } from '../../app/filters.ts';
import type { EventDetail, IssueDetail } from '../../data/shapes.ts';
import { formatExact } from '../../parts/format.ts';
import { useIssueActions } from '../../parts/issue-actions/issue-actions.ts';
import { ArchiveMenu, AssignMenu, ResolveButton } from '../../parts/issue-actions/issue-menus.tsx';
import { issueName } from '../../parts/issue-name.ts';
import { LevelBadge } from '../../parts/level.tsx';
import { StatusChip } from '../../parts/status-chip.tsx';
import { LongText } from '../../parts/value.tsx';
import { CopyMenu } from './copy-menu.tsx';
import { useNeighbours } from './neighbours.ts';

function Trail({ issue }: { issue: IssueDetail }) {
  const org = useOrg();
  const search = usePageSearch();
  const { position, count, next, previous } = useNeighbours(issue.id);
  return (
    <div className="trail">
      <Link to="/organizations/$org/issues/" params={{ org }} search={search}>
        Issues
      </Link>
      <span className="faint">›</span>
      <span>{issue.shortId}</span>
      {position === undefined ? null : (
        <span className="trail-position muted">
          <ActionIcon aria-label="Previous issue (k)" disabled={previous === undefined} onClick={previous}>
            <IconChevronUp size={16} />
          </ActionIcon>
          {position} of {formatExact(count)}
          <ActionIcon aria-label="Next issue (j)" disabled={next === undefined} onClick={next}>
            <IconChevronDown size={16} />
          </ActionIcon>
        </span>
      )}
    </div>
  );
}

function Actions({ issue, event }: { issue: IssueDetail; event: EventDetail | undefined }) {
  const actions = useIssueActions();
  const [menu, setMenu] = useState<'assign' | 'archive'>();
  const issues = [issue];
  const group = 'Issue';
  useCommands([
    {
      id: 'resolve',
      label: issue.status === 'resolved' ? 'Reopen' : 'Resolve',
      group,
      key: 'e',
      run: () =>
        void (issue.status === 'resolved'
          ? actions.apply(issues, { status: 'unresolved' }, 'Reopened')
          : actions.apply(issues, { status: 'resolved' }, 'Resolved')),
    },
    { id: 'assign', label: 'Assign', group, key: 'a', run: () => setMenu('assign') },
    { id: 'archive', label: 'Archive', group, key: 's', run: () => setMenu('archive') },
  ]);
  const control = (name: 'assign' | 'archive') => ({
    opened: menu === name,
    onChange: (open: boolean) => setMenu(open ? name : undefined),
  });
  return (
    <div className="issue-actions" role="toolbar" aria-label="Actions on this issue">
      <ResolveButton issues={issues} />
      <AssignMenu issues={issues} {...control('assign')} />
      <ArchiveMenu issues={issues} {...control('archive')} />
      <CopyMenu issue={issue} event={event} />
    </div>
  );
}

/** More would push the answer below the fold. */
const LONG_MESSAGE = 240;

function Title({ issue }: { issue: IssueDetail }) {
  const { type, message } = issueName(issue);
  return (
    <h1 className="issue-title">
      <bdi>{type}</bdi>
      {message === '' ? null : (
        <>
          {' '}
          <LongText text={message} className="issue-title-message" max={LONG_MESSAGE} />
        </>
      )}
    </h1>
  );
}

export function IssueHeader({ issue, event }: { issue: IssueDetail; event: EventDetail | undefined }) {
  return (
    <header className="issue-header">
      <div className="issue-header-top">
        <Trail issue={issue} />
        <Actions issue={issue} event={event} />
      </div>
      <Title issue={issue} />
      <div className="issue-facts">
        <LevelBadge level={issue.level} />
        <StatusChip issue={issue} />
        {issue.isUnhandled ? <span className="chip level-error">unhandled</span> : null}
        <strong>{issue.project.slug}</strong>
        <span className="issue-culprit">{issue.culprit}</span>
      </div>
    </header>
  );
}
