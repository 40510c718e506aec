import { Button } from '@mantine/core';
import { IconArchive, IconCheck, IconChevronDown, IconUserPlus } from '@tabler/icons-react';
import type { IssueChange } from '../../data/shapes.ts';
import type { MenuEntry } from '../menu/entries.tsx';
import { Floating, type OpenState } from '../menu/floating.tsx';
import { MenuButton } from '../menu/menu-button.tsx';
import { part } from '../part.ts';
import { type ActionProps, useIssueActions, useResolve, useUnarchive } from './issue-actions.ts';

const Assignees = part(() => import('./assignees.tsx').then((file) => file.Assignees));

const DAY_MINUTES = 24 * 60;

type MenuProps = ActionProps & OpenState;

function ResolveWays({ disabled, resolve }: { disabled: boolean; resolve: Resolve }) {
  return (
    <MenuButton
      button={
        <Button px={6} aria-label="More ways to resolve" disabled={disabled}>
          <IconChevronDown size={14} />
        </Button>
      }
      entries={[
        { label: 'Now', run: () => resolve({}, 'Resolved') },
        { label: 'In the next release', run: () => resolve({ inNextRelease: true }, 'Resolved in the next release') },
        {
          label: 'In the latest release',
          run: () => resolve({ inRelease: 'latest' }, 'Resolved in the latest release'),
        },
      ]}
    />
  );
}

type Resolve = (statusDetails: NonNullable<IssueChange['statusDetails']>, done: string) => void;

/** One button before and after, so that the focus stays on it when its meaning turns. */
export function ResolveButton({ issues, matching }: ActionProps) {
  const actions = useIssueActions(matching);
  const toggle = useResolve(issues, matching);
  const resolve: Resolve = (statusDetails, done) =>
    void actions.apply(issues, { status: 'resolved', statusDetails }, done);
  return (
    <Button.Group>
      <Button
        leftSection={<IconCheck size={14} />}
        disabled={issues.length === 0}
        onClick={() => void toggle.run()}
        title={`${toggle.label} (e)`}
      >
        {toggle.label}
      </Button>
      {toggle.isResolved ? null : <ResolveWays disabled={issues.length === 0} resolve={resolve} />}
    </Button.Group>
  );
}

type Archive = (
  substatus: NonNullable<IssueChange['substatus']>,
  done: string,
  statusDetails?: NonNullable<IssueChange['statusDetails']>,
) => void;

function archiveEntries(archive: Archive): MenuEntry[] {
  return [
    {
      label: 'Until it escalates',
      run: () => archive('archived_until_escalating', 'Archived until it escalates:'),
    },
    ...[10, 100, 1000].map((count) => ({
      label: `Until ${count.toLocaleString('en')} more events`,
      run: () =>
        archive('archived_until_condition_met', `Archived until ${count} more events:`, { ignoreCount: count }),
    })),
    ...[1, 7].map((days) => ({
      label: `For ${days === 1 ? 'a day' : `${days} days`}`,
      run: () =>
        archive('archived_until_condition_met', `Archived for ${days} d:`, { ignoreDuration: days * DAY_MINUTES }),
    })),
    { label: 'Forever', run: () => archive('archived_forever', 'Archived forever:') },
  ];
}

export function ArchiveMenu({ issues, matching, opened, onChange }: MenuProps) {
  const actions = useIssueActions(matching);
  const archive: Archive = (substatus, done, statusDetails = {}) =>
    void actions.apply(issues, { status: 'ignored', substatus, statusDetails }, done);
  const { archived, unarchive } = useUnarchive(issues, matching);
  return (
    <MenuButton
      state={{ opened: opened && !archived, onChange }}
      button={
        <Button
          leftSection={<IconArchive size={14} />}
          rightSection={archived ? null : <IconChevronDown size={14} />}
          disabled={issues.length === 0}
          title={archived ? 'Unarchive (s)' : 'Archive (s)'}
          {...(archived ? { onClick: () => void unarchive() } : {})}
        >
          {archived ? 'Unarchive' : 'Archive'}
        </Button>
      }
      entries={archiveEntries(archive)}
    />
  );
}

export function AssignMenu({ issues, matching, opened, onChange }: MenuProps) {
  const [only] = issues;
  const name = issues.length === 1 ? only?.assignedTo?.name : undefined;
  return (
    <Floating
      kind="menu"
      needs={Assignees}
      width={240}
      state={{ opened, onChange }}
      button={
        <Button
          leftSection={<IconUserPlus size={14} />}
          rightSection={<IconChevronDown size={14} />}
          disabled={issues.length === 0}
          title="Assign (a)"
        >
          {name === undefined ? 'Assign' : <span className="cut assignee">{name}</span>}
        </Button>
      }
    >
      <Assignees issues={issues} matching={matching} />
    </Floating>
  );
}
