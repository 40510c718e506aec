import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommands } from '../../app/commands.tsx';
import { useOrg, usePageSearch } from '../../app/filters.ts';
import type { EventDetail, IssueDetail } from '../../data/shapes.ts';
import { formatExact } from '../../parts/format.ts';
import { useResolve, useUnarchive } from '../../parts/issue-actions/issue-actions.ts';
import { ArchiveMenu, AssignMenu, ResolveButton } from '../../parts/issue-actions/issue-menus.tsx';
import { LevelBadge } from '../../parts/level.tsx';
import { SafeText } from '../../parts/safe-text.tsx';
import { ServiceChip } from '../../parts/service-chip.tsx';
import { StatusChip } from '../../parts/status-chip.tsx';
import { LongText } from '../../parts/value.tsx';
import { CopyMenu } from './copy-menu.tsx';
import type { Headline } from './headline.ts';
import { type Neighbours, useNeighbours } from './neighbours.ts';

function Trail({ issue, neighbours }: { issue: IssueDetail; neighbours: Neighbours }) {
  const org = useOrg();
  const search = usePageSearch();
  const { position, count, next, previous } = neighbours;
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

interface ActionsProps {
  readonly issue: IssueDetail;
  readonly event: EventDetail | undefined;
  readonly next: Neighbours['next'];
}

function Actions({ issue, event, next }: ActionsProps) {
  const [menu, setMenu] = useState<'assign' | 'archive'>();
  const issues = [issue];
  const resolve = useResolve(issues);
  const { archived, unarchive } = useUnarchive(issues);
  const goesOn = !resolve.isResolved && next !== undefined;
  const group = 'Issue';
  useCommands([
    {
      id: 'resolve',
      label: goesOn ? 'Resolve and go to the next issue' : resolve.label,
      group,
      key: 'e',
      run: () => {
        void resolve.run();
        if (goesOn) next();
      },
    },
    { id: 'assign', label: 'Assign', group, key: 'a', run: () => setMenu('assign') },
    {
      id: 'archive',
      label: archived ? 'Unarchive' : 'Archive',
      group,
      key: 's',
      run: () => (archived ? void unarchive() : setMenu('archive')),
    },
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

/** More would push the stack trace out of sight. */
const LONG_MESSAGE = 240;

interface HeaderProps {
  readonly issue: IssueDetail;
  readonly event: EventDetail | undefined;
  readonly headline: Headline;
}

/** Title, level and culprit are those of the event that is shown; status and actions are the issue's. */
export function IssueHeader({ issue, event, headline }: HeaderProps) {
  const neighbours = useNeighbours(issue.id);
  const { type, message, culprit, level, isUnhandled } = headline;
  return (
    <header className="issue-header">
      <div className="issue-header-top">
        <Trail issue={issue} neighbours={neighbours} />
        <Actions issue={issue} event={event} next={neighbours.next} />
      </div>
      <h1 className="issue-title">
        <SafeText text={type} />
        {message === '' ? null : (
          <>
            {' '}
            <LongText text={message} className="issue-title-message" max={LONG_MESSAGE} />
          </>
        )}
      </h1>
      <div className="issue-facts">
        <LevelBadge level={level} />
        <StatusChip issue={issue} />
        {isUnhandled ? <span className="chip level-error">unhandled</span> : null}
        <ServiceChip project={issue.project} />
        <SafeText className="issue-culprit" text={culprit} />
      </div>
    </header>
  );
}
