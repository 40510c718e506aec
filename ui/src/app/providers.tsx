import { MantineProvider } from '@mantine/core';
import { QueryCache, QueryClient, QueryClientProvider, useIsFetching } from '@tanstack/react-query';
import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { ApiError } from '../data/http.ts';
import { sessionQuery } from '../data/session.ts';
import { startLoadingAhead } from '../parts/part.ts';
import { CommandProvider } from './commands.tsx';
import { ConfirmProvider } from './confirm.tsx';
import { resolveVariables, theme } from './theme.ts';
import { Toasts } from './toasts.tsx';
import { UndoProvider } from './undo.tsx';

function createClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError(error) {
        // The session has ended: the shell then asks to sign in and keeps the address.
        if (error instanceof ApiError && error.status === 401) {
          client.setQueryData(sessionQuery.queryKey, null);
        }
      },
    }),
    defaultOptions: {
      queries: {
        refetchOnWindowFocus: false,
        retry: (failures, error) =>
          failures < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 500),
      },
    },
  });
  return client;
}

function nonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
}

/** The time without a request after which the first page counts as complete. */
const QUIET_MS = 500;

function LoadAhead() {
  const fetching = useIsFetching();
  useEffect(() => {
    if (fetching > 0) return;
    const timer = setTimeout(startLoadingAhead, QUIET_MS);
    return () => clearTimeout(timer);
  }, [fetching]);
  return null;
}

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(createClient);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      defaultColorScheme="auto"
      getStyleNonce={nonce}
    >
      <Suspense fallback={null}>
        <Toasts />
      </Suspense>
      <QueryClientProvider client={client}>
        <LoadAhead />
        <CommandProvider>
          <UndoProvider>
            <ConfirmProvider>{children}</ConfirmProvider>
          </UndoProvider>
        </CommandProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
