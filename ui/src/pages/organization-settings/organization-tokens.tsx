import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useAsk } from '../../app/confirm.tsx';
import { useOrg } from '../../app/filters.ts';
import {
  createOrganizationToken,
  deleteOrganizationToken,
  type NewToken,
  organizationTokensQuery,
  type Token,
} from '../../data/tokens.ts';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { When } from '../../parts/when.tsx';
import { Once } from './once.tsx';
import { useChange } from './use-change.ts';

function AddForm({ org }: { org: string }) {
  const change = useChange([organizationTokensQuery(org).queryKey]);
  const [name, setName] = useState('');
  const [made, setMade] = useState<NewToken>();
  const create = async (event: FormEvent) => {
    event.preventDefault();
    const token = await change.run(() => createOrganizationToken(org, name.trim()), {
      failed: 'No token was created',
    });
    if (token === undefined) return;
    setMade(token);
    setName('');
  };
  return (
    <>
      <form className="settings-column" onSubmit={(event) => void create(event)}>
        <TextInput
          label="Name of the pipeline"
          placeholder="e.g. release workflow"
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" size="sm" loading={change.busy}>
          Create for the organisation
        </Button>
      </form>
      {made === undefined ? null : <Once made={made} />}
    </>
  );
}

function TokenRow({ org, token }: { org: string; token: Token }) {
  const ask = useAsk();
  const change = useChange([organizationTokensQuery(org).queryKey]);
  const remove = async () => {
    const isSure = await ask({
      title: `Delete the token ${token.name}?`,
      text: 'Pipelines that use it fail from then on.',
      yes: 'Delete',
      no: 'Keep',
      danger: true,
    });
    if (!isSure) return;
    await change.run(() => deleteOrganizationToken(org, token.id), {
      failed: 'The token was not deleted',
      done: `Deleted the token ${token.name}`,
    });
  };
  return (
    <tr>
      <td>{token.name}</td>
      <td className="mono">…{token.tokenLastCharacters}</td>
      <td>
        {token.dateLastUsed === null ? <span className="faint">never used</span> : <When at={token.dateLastUsed} />}
      </td>
      <td>
        <Button variant="subtle" color="danger" onClick={() => void remove()}>
          Delete…
        </Button>
      </td>
    </tr>
  );
}

/** Tokens for pipelines: they announce releases and upload source maps, and outlive the people who made them. */
export function OrganizationTokens() {
  const org = useOrg();
  const tokens = useQuery(organizationTokensQuery(org));
  return (
    <Panel title="Tokens of the organisation, for pipelines">
      <p className="muted">
        Such a token announces releases and uploads source maps (org:ci), and nothing else. sentry-cli reads the address
        of this server and the organisation from it.
      </p>
      <AddForm org={org} />
      {tokens.error === null ? null : <Problem what="The tokens could not be loaded" error={tokens.error} />}
      {tokens.data === undefined || tokens.data.length === 0 ? null : (
        <table className="table settings-table">
          <tbody>
            {tokens.data.map((token) => (
              <TokenRow key={token.id} org={org} token={token} />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
