import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useAsk } from '../../app/confirm.tsx';
import { useOrg } from '../../app/filters.ts';
import { createTeam, deleteTeam, setTeamMember } from '../../data/members.ts';
import { membersQuery, projectsQuery, teamsQuery } from '../../data/organization.ts';
import type { Member, Project, Team } from '../../data/shapes.ts';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { SettingsFrame } from './settings-frame.tsx';
import { useChange } from './use-change.ts';

function useTeamChange(org: string) {
  return useChange([teamsQuery(org).queryKey, membersQuery(org).queryKey, projectsQuery(org).queryKey]);
}

function AddForm({ org }: { org: string }) {
  const change = useTeamChange(org);
  const [slug, setSlug] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await change.run(() => createTeam(org, slug.trim()), {
      failed: 'No team was created',
      done: `Created #${slug.trim()}`,
    });
    if (made !== undefined) setSlug('');
  };
  return (
    <Panel title="New team">
      <form className="settings-form" onSubmit={(event) => void submit(event)}>
        <TextInput
          label="Name in addresses and rules"
          description="Small letters, digits and hyphens, e.g. payments"
          required
          value={slug}
          error={change.fields['slug'] ?? change.fields['name']}
          onChange={(event) => setSlug(event.currentTarget.value)}
        />
        <Button type="submit" size="sm" variant="filled" loading={change.busy}>
          Create
        </Button>
      </form>
    </Panel>
  );
}

interface TeamProps {
  readonly team: Team;
  readonly members: readonly Member[];
  readonly projects: readonly Project[];
}

function People({ team, members }: Omit<TeamProps, 'projects'>) {
  const org = useOrg();
  const change = useTeamChange(org);
  const isIn = (member: Member) => member.teams.includes(team.slug);
  const set = (id: string, next: boolean) =>
    void change.run(() => setTeamMember(org, team.slug, { member: id, isIn: next }), {
      failed: 'The team was not changed',
    });
  const others = members.filter((member) => !isIn(member));
  return (
    <div className="row">
      {members.filter(isIn).map((member) => (
        <span key={member.id} className="chip">
          {member.name || member.email}
          <button
            type="button"
            className="chip-remove"
            aria-label={`Take ${member.name || member.email} out of #${team.slug}`}
            onClick={() => set(member.id, false)}
          >
            ×
          </button>
        </span>
      ))}
      {others.length === 0 ? null : (
        <select
          aria-label={`Add a person to #${team.slug}`}
          value=""
          disabled={change.busy}
          onChange={(event) => set(event.currentTarget.value, true)}
        >
          <option value="">Add a person…</option>
          {others.map(({ id, name, email }) => (
            <option key={id} value={id}>
              {name || email}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

function TeamRow({ team, members, projects }: TeamProps) {
  const org = useOrg();
  const ask = useAsk();
  const change = useTeamChange(org);
  const own = projects.filter(({ teams }) => (teams ?? []).some(({ slug }) => slug === team.slug));
  const remove = async () => {
    const isSure = await ask({
      title: `Delete #${team.slug}?`,
      text: 'Its projects and members stay; issues that are assigned to it are then assigned to no one.',
      yes: 'Delete',
      no: 'Keep',
      danger: true,
    });
    if (!isSure) return;
    await change.run(() => deleteTeam(org, team.slug), {
      failed: 'The team was not deleted',
      done: `Deleted #${team.slug}`,
    });
  };
  return (
    <tr>
      <td>#{team.slug}</td>
      <td className="settings-people">
        <People team={team} members={members} />
      </td>
      <td className="settings-people">
        {own.map(({ slug }) => slug).join(', ') || <span className="faint">no project</span>}
      </td>
      <td>
        <Button variant="subtle" color="danger" onClick={() => void remove()}>
          Delete…
        </Button>
      </td>
    </tr>
  );
}

/** The teams, who is in them, and which projects they own. */
export function TeamsPage() {
  const org = useOrg();
  const teams = useQuery(teamsQuery(org));
  const members = useQuery(membersQuery(org)).data ?? [];
  const projects = useQuery(projectsQuery(org)).data ?? [];
  return (
    <SettingsFrame title="Teams">
      <AddForm org={org} />
      {teams.isError ? <Problem what="The teams could not be loaded" error={teams.error} /> : null}
      {teams.isPending ? <Waiting rows={4} height={40} what="teams" /> : null}
      {teams.data === undefined ? null : (
        <div className="panel table-scroll" tabIndex={0} role="group" aria-label="Teams">
          <table className="table settings-table table-cards">
            <thead>
              <tr>
                <th>Team</th>
                <th>People</th>
                <th>Projects</th>
                <th>
                  <span className="hidden-text">Delete</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {teams.data.map((team) => (
                <TeamRow key={team.id} team={team} members={members} projects={projects} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </SettingsFrame>
  );
}
