import type { Answer } from '@garrison/api-client';
import { queryOptions } from '@tanstack/react-query';
import { ApiError, call } from './http.ts';

export type Session = Answer<'/api/garrison/session/', 'get'>;
export type ServerConfig = Answer<'/api/garrison/config/', 'get'>;

/** Null: nobody is signed in, which is an answer and not an error. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await call<Session>('/api/garrison/session/', { signal });
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
});

export const configQuery = queryOptions({
  queryKey: ['config'],
  staleTime: Infinity,
  queryFn: ({ signal }) => call<ServerConfig>('/api/garrison/config/', { signal }),
});

export function signIn(credentials: { email: string; password: string }): Promise<Session> {
  return call('/api/garrison/session/', { method: 'POST', body: credentials });
}

export function signOut(): Promise<void> {
  return call('/api/garrison/session/', { method: 'DELETE' });
}
