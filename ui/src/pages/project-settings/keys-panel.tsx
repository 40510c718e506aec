import { Button, Switch, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAsk } from '../../app/confirm.tsx';
import { useOrg } from '../../app/filters.ts';
import { useToasts } from '../../app/toasts.tsx';
import { createKey, deleteKey, type KeyChange, updateKey } from '../../data/projects.ts';
import type { ProjectKey } from '../../data/shapes.ts';
import { formatDuration, formatExact } from '../../parts/format.ts';
import { Panel } from '../../parts/panel.tsx';
import { When } from '../../parts/when.tsx';
import { Dsn } from './connect-panel.tsx';
import { RateForm } from './rate-form.tsx';

function useKeyActions(project: string) {
  const org = useOrg();
  const client = useQueryClient();
  const toasts = useToasts();
  const attempt = async (failed: string, act: () => Promise<unknown>) => {
    try {
      await act();
      await client.invalidateQueries({ queryKey: ['project', org, project, 'keys'] });
      return true;
    } catch (error) {
      toasts.failed(failed, error);
      return false;
    }
  };
  const address = (key: ProjectKey) => ({ org, project, key: key.id });
  const change = async (key: ProjectKey, { to, back, done }: { to: KeyChange; back: KeyChange; done: string }) => {
    const undo = () => attempt('That could not be undone', () => updateKey(address(key), back));
    if (await attempt('The key was not changed', () => updateKey(address(key), to))) toasts.done(done, undo);
  };
  return {
    setActive: (key: ProjectKey, isActive: boolean) =>
      change(key, {
        to: { isActive },
        back: { isActive: key.isActive },
        done: `${isActive ? 'Turned on' : 'Turned off'} ${key.name}`,
      }),
    setRate: (key: ProjectKey, rateLimit: ProjectKey['rateLimit']) =>
      change(key, { to: { rateLimit }, back: { rateLimit: key.rateLimit }, done: `Changed the limit of ${key.name}` }),
    add: (name: string) => attempt('No key was created', () => createKey(org, project, name)),
    remove: (key: ProjectKey) => attempt('The key was not deleted', () => deleteKey(address(key))),
  };
}

type Actions = ReturnType<typeof useKeyActions>;

function DeleteKey({ item, actions }: { item: ProjectKey; actions: Actions }) {
  const ask = useAsk();
  const remove = async () => {
    const yes = await ask({
      title: `Delete the key ${item.name}?`,
      text:
        'Events that are sent with its DSN are then refused. A key that is turned off can be turned on again; a deleted ' +
        'key cannot be restored.',
      yes: 'Delete the key',
      no: 'Keep it',
      danger: true,
    });
    if (yes) await actions.remove(item);
  };
  return (
    <Button variant="subtle" color="danger" onClick={() => void remove()}>
      Delete…
    </Button>
  );
}

function KeyItem({ item, actions }: { item: ProjectKey; actions: Actions }) {
  const [editing, setEditing] = useState(false);
  const rate = item.rateLimit;
  return (
    <li className="key">
      <div className="key-head">
        <h3>{item.name}</h3>
        <Switch
          label={item.isActive ? 'on: events are accepted' : 'off: events are refused'}
          checked={item.isActive}
          onChange={(event) => void actions.setActive(item, event.currentTarget.checked)}
        />
      </div>
      <Dsn value={item.dsn.public} />
      <div className="row muted">
        <span>
          {rate === null ? 'no limit' : `at most ${formatExact(rate.count)} per ${formatDuration(rate.window * 1000)}`}
        </span>
        {item.dateCreated === null ? null : (
          <span>
            · created <When at={item.dateCreated} />
          </span>
        )}
        <Button variant="subtle" aria-expanded={editing} onClick={() => setEditing(!editing)}>
          Change the limit
        </Button>
        <DeleteKey item={item} actions={actions} />
      </div>
      {editing ? (
        <RateForm
          rate={rate}
          save={(next) => {
            setEditing(false);
            void actions.setRate(item, next);
          }}
        />
      ) : null}
    </li>
  );
}

export function KeysPanel({ project, keys }: { project: string; keys: readonly ProjectKey[] }) {
  const actions = useKeyActions(project);
  const [name, setName] = useState('');
  return (
    <Panel title={`Keys · ${keys.length}`} id="keys">
      <ul className="key-list">
        {keys.map((key) => (
          <KeyItem key={key.id} item={key} actions={actions} />
        ))}
      </ul>
      <form
        className="row settings-line"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === '') return;
          void actions.add(name.trim()).then((made) => made && setName(''));
        }}
      >
        <TextInput
          aria-label="Name of a new key"
          placeholder="Name of a new key"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" size="sm" disabled={name.trim() === ''}>
          Add a key
        </Button>
      </form>
    </Panel>
  );
}
