import type { ProjectId } from './ids.ts';
/** A data source name: where an SDK sends to, and as whom. `path` has no trailing slash and is empty without a prefix. */
export interface Dsn {
  readonly protocol: 'http' | 'https';
  readonly publicKey: string;
  readonly host: string;
  /** Empty for the protocol's own. */
  readonly port: string;
  readonly path: string;
  readonly projectId: ProjectId;
}

// "public key must match \w+ (no hyphens), host [\w.-]+ or [v6], project id = leading digits of the last path part". The secret is
// obsolete and ignored. All quantifiers run over disjoint sets, so the match is linear.
const DSN = /^(https?):\/\/(\w+)(?::\w*)?@([\w.-]+|\[[0-9a-f:.]+\])(?::(\d{1,5}))?((?:\/[^/?#\s]+)*)\/(\d{1,15})$/i;

/** Longer strings are no DSN; bounds the match. */
const DSN_LENGTH_MAX = 1_024;

/** Null when it is not a DSN. */
export function parseDsn(text: unknown): Dsn | null {
  if (typeof text !== 'string' || text.length > DSN_LENGTH_MAX) return null;
  const [, protocol, publicKey, host, port, path, projectId] = DSN.exec(text) ?? [];
  if (protocol === undefined || publicKey === undefined || host === undefined) return null;
  return {
    protocol: protocol.toLowerCase() === 'https' ? 'https' : 'http',
    publicKey,
    host,
    port: port ?? '',
    path: path ?? '',
    projectId: Number(projectId),
  };
}

export function formatDsn(dsn: Dsn): string {
  const port = dsn.port === '' ? '' : `:${dsn.port}`;
  return `${dsn.protocol}://${dsn.publicKey}@${dsn.host}${port}${dsn.path}/${dsn.projectId}`;
}
