import { Menu, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrg } from '../../app/filters.ts';
import { membersQuery, teamsQuery } from '../../data/organization.ts';
import { sessionQuery } from '../../data/session.ts';
import { type ActionProps, useIssueActions } from './issue-actions.ts';

const SHOWN_MAX = 30;

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

/** Whom issues can be assigned to, with a box that finds them. */
export function Assignees({ issues, matching }: ActionProps) {
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
