import { Button, PasswordInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { sessionQuery } from '../../data/session.ts';
import { changePassword } from '../../data/tokens.ts';
import { Panel } from '../../parts/panel.tsx';
import { SettingsFrame } from './settings-frame.tsx';
import { useChange } from './use-change.ts';

const toggle = { 'aria-label': 'Show the password' };

/** The person's password. */
export function PasswordPage() {
  const user = useQuery(sessionQuery).data?.user;
  const change = useChange([]);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const isChanged = await change.run(
      async () => {
        await changePassword({ current, next });
        return true;
      },
      { failed: 'The password was not changed', done: 'The password was changed; other browsers are signed out' },
    );
    if (isChanged === undefined) return;
    setCurrent('');
    setNext('');
  };
  return (
    <SettingsFrame title="Password">
      <Panel title={`Password of ${user?.email ?? 'your account'}`}>
        <form className="settings-column" onSubmit={(event) => void submit(event)}>
          <input type="hidden" name="username" autoComplete="username" value={user?.email ?? ''} readOnly />
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            required
            value={current}
            error={change.fields['current']}
            visibilityToggleButtonProps={toggle}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <PasswordInput
            label="New password"
            description="At least 8 characters. All other browsers are then signed out."
            autoComplete="new-password"
            required
            value={next}
            error={change.fields['next']}
            visibilityToggleButtonProps={toggle}
            onChange={(event) => setNext(event.currentTarget.value)}
          />
          <Button type="submit" size="sm" variant="filled" loading={change.busy}>
            Change the password
          </Button>
        </form>
      </Panel>
    </SettingsFrame>
  );
}
