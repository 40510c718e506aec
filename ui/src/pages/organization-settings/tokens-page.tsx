import { Button, Checkbox, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useAsk } from '../../app/confirm.tsx';
import { useOrg } from '../../app/filters.ts';
import { createToken, deleteToken, type NewToken, type Token, tokensQuery } from '../../data/tokens.ts';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { When } from '../../parts/when.tsx';
import { Once } from './once.tsx';
import { OrganizationTokens } from './organization-tokens.tsx';
import { SettingsFrame } from './settings-frame.tsx';
import { useChange } from './use-change.ts';

/** Sets of scopes by what one wants to do, and what the set allows. */
const USES = [
  {
    id: 'apply',
    label: 'garrison plan and apply',
    scopes: ['org:admin', 'team:admin', 'project:admin', 'member:read', 'alerts:write'],
  },
  { id: 'upload', label: 'upload source maps and releases', scopes: ['org:ci', 'project:releases', 'project:read'] },
  { id: 'read', label: 'read issues and events', scopes: ['org:read', 'project:read', 'event:read', 'team:read'] },
  { id: 'triage', label: 'change issues', scopes: ['event:write'] },
] as const;

function AddForm({ org }: { org: string }) {
  const change = useChange([tokensQuery.queryKey]);
  const [made, setMade] = useState<NewToken>();
  const [name, setName] = useState('');
  const [uses, setUses] = useState<ReadonlySet<string>>(new Set(['read']));
  const scopes = [...new Set(USES.filter(({ id }) => uses.has(id)).flatMap((use) => use.scopes))];
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const token = await change.run(() => createToken({ name: name.trim(), scopes, organization: org }), {
      failed: 'No token was created',
    });
    if (token === undefined) return;
    setMade(token);
    setName('');
  };
  const toggle = (id: string) => {
    const next = new Set(uses);
    if (!next.delete(id)) next.add(id);
    setUses(next);
  };
  return (
    <Panel title="New token">
      <form className="settings-column" onSubmit={(event) => void submit(event)}>
        <TextInput
          label="Name"
          placeholder="e.g. deploy pipeline"
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div role="group" aria-label="What it may do" className="settings-column">
          <span className="scopes-legend">What it may do</span>
          {USES.map(({ id, label, scopes: own }) => (
            <Checkbox
              key={id}
              label={label}
              description={own.join(', ')}
              checked={uses.has(id)}
              onChange={() => toggle(id)}
            />
          ))}
        </div>
        {change.fields['scopes'] === undefined ? null : <p className="level level-error">{change.fields['scopes']}</p>}
        <Button type="submit" size="sm" variant="filled" loading={change.busy} disabled={scopes.length === 0}>
          Create
        </Button>
      </form>
      {made === undefined ? null : <Once made={made} />}
    </Panel>
  );
}

function TokenRow({ token }: { token: Token }) {
  const ask = useAsk();
  const change = useChange([tokensQuery.queryKey]);
  const name = token.name || 'without a name';
  const remove = async () => {
    const isSure = await ask({
      title: `Delete the token ${name}?`,
      text: 'What uses it is refused from then on.',
      yes: 'Delete',
      no: 'Keep',
      danger: true,
    });
    if (!isSure) return;
    await change.run(() => deleteToken(token.id), {
      failed: 'The token was not deleted',
      done: `Deleted the token ${name}`,
    });
  };
  return (
    <tr>
      <td>{name}</td>
      <td className="mono" data-label="ends in">
        …{token.tokenLastCharacters}
      </td>
      <td className="settings-people" data-label="may">
        {token.scopes.join(', ')}
      </td>
      <td data-label="created">
        <When at={token.dateCreated} />
      </td>
      <td data-label="last used">
        {token.dateLastUsed === null ? <span className="faint">never</span> : <When at={token.dateLastUsed} />}
      </td>
      <td>
        <Button variant="subtle" color="danger" onClick={() => void remove()}>
          Delete…
        </Button>
      </td>
    </tr>
  );
}

/** The person's tokens: for scripts, CI and the garrison command. */
export function TokensPage() {
  const org = useOrg();
  const tokens = useQuery(tokensQuery);
  return (
    <SettingsFrame title="API tokens">
      <AddForm org={org} />
      {tokens.isError ? <Problem what="The tokens could not be loaded" error={tokens.error} /> : null}
      {tokens.isPending ? <Waiting rows={3} height={40} what="tokens" /> : null}
      {tokens.data === undefined || tokens.data.length === 0 ? null : (
        <div className="panel table-scroll" tabIndex={0} role="group" aria-label="API tokens">
          <table className="table settings-table table-cards">
            <thead>
              <tr>
                <th>Name</th>
                <th>Ends in</th>
                <th>Scopes</th>
                <th>Created</th>
                <th>Last used</th>
                <th>
                  <span className="hidden-text">Delete</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {tokens.data.map((token) => (
                <TokenRow key={token.id} token={token} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <OrganizationTokens />
    </SettingsFrame>
  );
}
