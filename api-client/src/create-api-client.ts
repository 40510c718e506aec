import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './generated/api.ts';

/** Calls by path and method, with parameters, bodies and answers typed from the server's own document. */
export type ApiClient = Client<paths>;

export interface ApiClientOptions {
  /** The server's origin, without a trailing slash; empty in a page that the server itself served. */
  readonly baseUrl: string;
  /** A bearer token; without one the browser's session cookie counts. */
  readonly token?: string;
  readonly fetch?: (request: Request) => Promise<Response>;
}

export function createApiClient({ baseUrl, token, fetch }: ApiClientOptions): ApiClient {
  return createClient<paths>({
    baseUrl,
    // The header tells the server that a change comes from our own page, not from a form elsewhere.
    headers: token === undefined ? { 'X-Garrison-Request': '1' } : { Authorization: `Bearer ${token}` },
    ...(fetch === undefined ? {} : { fetch }),
  });
}
