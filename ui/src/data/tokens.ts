import type { Answer } from '@garrison/api-client';
import { queryOptions } from '@tanstack/react-query';
import { call, callAll, path } from './http.ts';

export type Token = Answer<'/api/0/api-tokens/', 'get'>[number];

/** The token itself is in the answer to its creation only. */
export interface NewToken extends Token {
  readonly token: string;
}

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  staleTime: 60_000,
  queryFn: ({ signal }) => callAll<Token>('/api/0/api-tokens/', { signal }),
});

export interface TokenRequest {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly organization: string;
}

export function createToken(body: TokenRequest): Promise<NewToken> {
  return call('/api/0/api-tokens/', { method: 'POST', body });
}

export function deleteToken(id: string): Promise<void> {
  return call(path`/api/0/api-tokens/${id}/`, { method: 'DELETE' });
}

export function changePassword(body: { readonly current: string; readonly next: string }): Promise<void> {
  return call('/api/garrison/session/password/', { method: 'PUT', body });
}
