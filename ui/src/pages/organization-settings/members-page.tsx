import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useAsk } from '../../app/confirm.tsx';
import { useOrg } from '../../app/filters.ts';
import { addMember, type AddedMember, removeMember, type Role, ROLES, setRole } from '../../data/members.ts';
import { membersQuery } from '../../data/organization.ts';
import { sessionQuery } from '../../data/session.ts';
import type { Member } from '../../data/shapes.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { When } from '../../parts/when.tsx';
import { SettingsFrame } from './settings-frame.tsx';
import { useChange } from './use-change.ts';

const MEANINGS: Readonly<Record<Role, string>> = {
  member: 'sees and works on issues',
  admin: 'also manages projects and teams',
  manager: 'also manages members and the organisation',
  owner: 'may do everything',
  billing: 'sees no issues',
};

function asRole(text: string): Role {
  return ROLES.find((role) => role === text) ?? 'member';
}

function Password({ added }: { added: AddedMember }) {
  if (added.password === null) return <p>{added.member.email} had an account already and is a member now.</p>;
  const text = `${location.origin}: sign in as ${added.member.email} with ${added.password}`;
  return (
    <div className="once" role="status">
      <p>
        {added.member.email} is a member now. This password is shown only once, and this server sends no mail: pass it
        on.
      </p>
      <div className="row">
        <code>{added.password}</code>
        <CopyButton text={() => text}>Copy address, e-mail and password</CopyButton>
      </div>
    </div>
  );
}

function AddForm({ org }: { org: string }) {
  const change = useChange([membersQuery(org).queryKey]);
  const [added, setAdded] = useState<AddedMember>();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [role, chooseRole] = useState<Role>('member');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await change.run(() => addMember(org, { email, name, role }), { failed: 'No member was added' });
    if (made === undefined) return;
    setAdded(made);
    setEmail('');
    setName('');
  };
  return (
    <Panel title="Add a person">
      <form className="settings-form" onSubmit={(event) => void submit(event)}>
        <TextInput
          label="E-mail"
          type="email"
          required
          value={email}
          error={change.fields['email']}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <TextInput label="Name" value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <NativeSelect
          label="Role"
          data={ROLES.map((one) => ({ value: one, label: `${one}: ${MEANINGS[one]}` }))}
          value={role}
          onChange={(event) => chooseRole(asRole(event.currentTarget.value))}
        />
        <Button type="submit" size="sm" variant="filled" loading={change.busy}>
          Add
        </Button>
      </form>
      {added === undefined ? null : <Password added={added} />}
    </Panel>
  );
}

function MemberRow({ member, isSelf }: { member: Member; isSelf: boolean }) {
  const org = useOrg();
  const ask = useAsk();
  const change = useChange([membersQuery(org).queryKey]);
  const name = member.name || member.email;
  const remove = async () => {
    const isSure = await ask({
      title: `Remove ${name}?`,
      text: 'The person can no longer open this organisation, and the tokens that the person made here stop working.',
      yes: 'Remove',
      no: 'Keep',
      danger: true,
    });
    if (isSure) {
      await change.run(() => removeMember(org, member.id), {
        failed: `${name} was not removed`,
        done: `Removed ${name}`,
      });
    }
  };
  return (
    <tr>
      <td>
        {name}
        {isSelf ? <span className="muted"> (you)</span> : null}
      </td>
      <td>{member.email}</td>
      <td>
        <select
          aria-label={`Role of ${name}`}
          value={member.role}
          disabled={change.busy}
          onChange={(event) => {
            const role = asRole(event.currentTarget.value);
            void change.run(() => setRole(org, member.id, role), {
              failed: 'The role was not changed',
              done: `${name} is ${role} now`,
            });
          }}
        >
          {ROLES.map((role) => (
            <option key={role}>{role}</option>
          ))}
        </select>
        {change.fields['orgRole'] === undefined ? null : (
          <p className="level level-error">{change.fields['orgRole']}</p>
        )}
      </td>
      <td>{member.teams.map((slug) => `#${slug}`).join(', ') || <span className="faint">no team</span>}</td>
      <td>
        <When at={member.dateCreated} />
      </td>
      <td>
        <Button variant="subtle" color="danger" onClick={() => void remove()}>
          Remove…
        </Button>
      </td>
    </tr>
  );
}

/** Who may open this organisation, and what each may do. */
export function MembersPage() {
  const org = useOrg();
  const members = useQuery(membersQuery(org));
  const me = useQuery(sessionQuery).data?.user.id;
  return (
    <SettingsFrame title="Members">
      <AddForm org={org} />
      {members.isError ? <Problem what="The members could not be loaded" error={members.error} /> : null}
      {members.isPending ? <Waiting rows={4} height={40} what="members" /> : null}
      {members.data === undefined ? null : (
        <div className="panel table-scroll" tabIndex={0} role="group" aria-label="Members">
          <table className="table settings-table table-cards">
            <thead>
              <tr>
                <th>Name</th>
                <th>E-mail</th>
                <th>Role</th>
                <th>Teams</th>
                <th>Since</th>
                <th>
                  <span className="hidden-text">Remove</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {members.data.map((member) => (
                <MemberRow key={member.id} member={member} isSelf={member.user?.id === me} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </SettingsFrame>
  );
}
