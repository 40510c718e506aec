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

/** Tokens of the organisation, for pipelines; they belong to no user. */
export const organizationTokensQuery = (org: string) =>
  queryOptions({
    queryKey: ['organization-tokens', org],
    staleTime: 60_000,
    queryFn: ({ signal }) => callAll<Token>(path`/api/0/organizations/${org}/org-auth-tokens/`, { signal }),
  });

export function createOrganizationToken(org: string, name: string): Promise<NewToken> {
  return call(path`/api/0/organizations/${org}/org-auth-tokens/`, { method: 'POST', body: { name } });
}

export function deleteOrganizationToken(org: string, id: string): Promise<void> {
  return call(path`/api/0/organizations/${org}/org-auth-tokens/${id}/`, { method: 'DELETE' });
}

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
