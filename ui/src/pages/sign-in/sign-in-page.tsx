import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { usePageSearch } from '../../app/filters.ts';
import { basePath } from '../../data/base-path.ts';
import { ApiError } from '../../data/http.ts';
import { configQuery, sessionQuery, signIn } from '../../data/session.ts';
import './sign-in.css';

/** Only an address of this server: `//elsewhere` and `https:` would lead away after the sign-in. */
export function safeTarget(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) ? next : '/';
}

function textOf(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : '';
}

function explain(error: unknown): string {
  if (error instanceof ApiError && (error.status === 401 || error.status === 400)) {
    return 'E-mail and password do not match.';
  }
  return error instanceof Error ? error.message : String(error);
}

function SignInForm({ onDone }: { onDone: () => void }) {
  const client = useQueryClient();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (form: HTMLFormElement) => {
    const data = new FormData(form);
    setBusy(true);
    try {
      const session = await signIn({
        email: textOf(data.get('email')),
        password: textOf(data.get('password')),
      });
      client.setQueryData(sessionQuery.queryKey, session);
      onDone();
    } catch (cause) {
      setError(explain(cause));
      const password = form.elements.namedItem('password');
      if (password instanceof HTMLInputElement) password.select();
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="sign-in-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      <TextInput name="email" type="email" label="E-mail" autoComplete="username" required />
      <PasswordInput
        name="password"
        label="Password"
        autoComplete="current-password"
        required
        visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
      />
      {error === undefined ? null : (
        <p className="sign-in-error" role="alert">
          {error}
        </p>
      )}
      <Button type="submit" variant="filled" size="sm" loading={busy}>
        Sign in
      </Button>
    </form>
  );
}

export function SignInPage() {
  const router = useRouter();
  const { next } = usePageSearch();
  const session = useQuery(sessionQuery);
  const config = useQuery(configQuery);
  if (session.data) return <Navigate to="/" href={safeTarget(next)} replace />;
  return (
    <main className="sign-in">
      <div className="sign-in-panel">
        <img src={`${basePath}/favicon.svg`} alt="" width={40} height={40} />
        <h1>Garrison{config.data?.organization ? ` · ${config.data.organization}` : ''}</h1>
        <SignInForm onDone={() => router.history.replace(safeTarget(next))} />
        <p className="sign-in-foot muted">
          {config.isError
            ? 'The server does not answer. Check that it runs.'
            : config.data === undefined
              ? ' '
              : `Version ${config.data.version} · single sign-on is ${config.data.signIn.sso ? 'set up' : 'not set up'}`}
        </p>
      </div>
    </main>
  );
}
