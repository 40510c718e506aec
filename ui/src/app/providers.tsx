import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ApiError } from '../data/http.ts';
import { sessionQuery } from '../data/session.ts';
import { CommandProvider } from './commands.tsx';
import { ConfirmProvider } from './confirm.tsx';
import { resolveVariables, theme } from './theme.ts';
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

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(createClient);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      defaultColorScheme="auto"
      getStyleNonce={nonce}
    >
      <Notifications position="bottom-left" limit={3} />
      <QueryClientProvider client={client}>
        <CommandProvider>
          <UndoProvider>
            <ConfirmProvider>{children}</ConfirmProvider>
          </UndoProvider>
        </CommandProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
