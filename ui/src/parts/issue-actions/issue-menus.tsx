import { Button, Menu, TextInput } from '@mantine/core';
import { IconArchive, IconCheck, IconChevronDown, IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrg } from '../../app/filters.ts';
import { membersQuery, teamsQuery } from '../../data/organization.ts';
import { sessionQuery } from '../../data/session.ts';
import type { IssueChange } from '../../data/shapes.ts';
import { type ActionTarget, type Matching, useIssueActions, useResolve, useUnarchive } from './issue-actions.ts';

const SHOWN_MAX = 30;
const DAY_MINUTES = 24 * 60;

interface ActionProps {
  readonly issues: readonly ActionTarget[];
  readonly matching?: Matching | undefined;
}

interface MenuProps extends ActionProps {
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
}

function ResolveWays({ disabled, resolve }: { disabled: boolean; resolve: Resolve }) {
  return (
    <Menu>
      <Menu.Target>
        <Button px={6} aria-label="More ways to resolve" disabled={disabled}>
          <IconChevronDown size={14} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => resolve({}, 'Resolved')}>Now</Menu.Item>
        <Menu.Item onClick={() => resolve({ inNextRelease: true }, 'Resolved in the next release')}>
          In the next release
        </Menu.Item>
        <Menu.Item onClick={() => resolve({ inRelease: 'latest' }, 'Resolved in the latest release')}>
          In the latest release
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
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

function ArchiveItems({ archive }: { archive: Archive }) {
  return (
    <>
      <Menu.Item onClick={() => archive('archived_until_escalating', 'Archived until it escalates:')}>
        Until it escalates
      </Menu.Item>
      {[10, 100, 1000].map((count) => (
        <Menu.Item
          key={count}
          onClick={() =>
            archive('archived_until_condition_met', `Archived until ${count} more events:`, { ignoreCount: count })
          }
        >
          Until {count.toLocaleString('en')} more events
        </Menu.Item>
      ))}
      {[1, 7].map((days) => (
        <Menu.Item
          key={days}
          onClick={() =>
            archive('archived_until_condition_met', `Archived for ${days} d:`, { ignoreDuration: days * DAY_MINUTES })
          }
        >
          For {days === 1 ? 'a day' : `${days} days`}
        </Menu.Item>
      ))}
      <Menu.Item onClick={() => archive('archived_forever', 'Archived forever:')}>Forever</Menu.Item>
    </>
  );
}

export function ArchiveMenu({ issues, matching, opened, onChange }: MenuProps) {
  const actions = useIssueActions(matching);
  const archive: Archive = (substatus, done, statusDetails = {}) =>
    void actions.apply(issues, { status: 'ignored', substatus, statusDetails }, done);
  const { archived, unarchive } = useUnarchive(issues, matching);
  return (
    <Menu opened={opened && !archived} onChange={onChange}>
      <Menu.Target>
        <Button
          leftSection={<IconArchive size={14} />}
          rightSection={archived ? null : <IconChevronDown size={14} />}
          disabled={issues.length === 0}
          onClick={() => archived && void unarchive()}
          title={archived ? 'Unarchive (s)' : 'Archive (s)'}
        >
          {archived ? 'Unarchive' : 'Archive'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <ArchiveItems archive={archive} />
      </Menu.Dropdown>
    </Menu>
  );
}

function useAssignees(text: string) {
  const org = useOrg();
  const me = useQuery(sessionQuery).data?.user;
  const teams = useQuery(teamsQuery(org)).data ?? [];
  const members = useQuery(membersQuery(org)).data ?? [];
  const found = [
    ...teams.map(({ id, slug }) => ({ value: `team:${id}`, label: `#${slug}` })),
    ...members.flatMap(({ user, name }) =>
      user === null || user === undefined || user.id === me?.id
        ? []
        : [{ value: `user:${user.id}`, label: name || user.email }],
    ),
  ].filter(({ label }) => label.toLowerCase().includes(text.toLowerCase()));
  return { me, found };
}

function AssignItems({ issues, matching }: ActionProps) {
  const actions = useIssueActions(matching);
  const [text, setText] = useState('');
  const { me, found } = useAssignees(text);
  const assign = (assignedTo: string, done: string) => void actions.apply(issues, { assignedTo }, done);
  return (
    <>
      <TextInput
        m={4}
        aria-label="Find a team or person"
        placeholder="Find a team or person"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {me === undefined || text !== '' ? null : (
        <Menu.Item onClick={() => assign(`user:${me.id}`, 'Assigned to you:')}>Me ({me.name || me.email})</Menu.Item>
      )}
      {found.slice(0, SHOWN_MAX).map(({ value, label }) => (
        <Menu.Item key={value} onClick={() => assign(value, `Assigned to ${label}:`)}>
          {label}
        </Menu.Item>
      ))}
      {found.length > SHOWN_MAX ? <Menu.Label>{found.length - SHOWN_MAX} more: type to find them</Menu.Label> : null}
      {issues.some(({ assignedTo }) => assignedTo !== null) ? (
        <Menu.Item onClick={() => assign('', 'Removed the assignee of')}>No one</Menu.Item>
      ) : null}
    </>
  );
}

export function AssignMenu({ issues, matching, opened, onChange }: MenuProps) {
  const [only] = issues;
  const name = issues.length === 1 ? only?.assignedTo?.name : undefined;
  return (
    <Menu width={240} opened={opened} onChange={onChange}>
      <Menu.Target>
        <Button
          leftSection={<IconUserPlus size={14} />}
          rightSection={<IconChevronDown size={14} />}
          disabled={issues.length === 0}
          title="Assign (a)"
        >
          {name === undefined ? 'Assign' : <span className="cut assignee">{name}</span>}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <AssignItems issues={issues} matching={matching} />
      </Menu.Dropdown>
    </Menu>
  );
}
