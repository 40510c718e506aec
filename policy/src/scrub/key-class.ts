import type { Policy } from '../policy.ts';
import { KEY_RULES } from './key-rule.ts';
import type { Scrubber } from './scrubber.ts';

/**
 * What the name of a field says about its value.
 * `filter`: replaced as a whole. `drop`: the field goes. `address`: a URL or path without its query. `sql`: literals go.
 * `safe`: the policy says that nothing below it is touched. `trusted`: a text or number that the SDK writes from constants, ids and
 * figures, or that names the organisation's own things, is not looked at. `plain`: its text is looked at.
 */
export type KeyClass = 'filter' | 'drop' | 'address' | 'sql' | 'safe' | 'trusted' | 'plain';

const TRUSTED = new Set([
  ...KEY_RULES.ownNames,
  ...(
    'trace_id span_id parent_span_id segment_id event_id sentry.op sentry.origin sentry.source sentry.kind sentry.sample_rate ' +
    'sentry.segment.id sentry.segment.name.source sentry.sdk.name sentry.sdk.version sentry.sdk.integrations sentry.trace_lifecycle ' +
    'sentry.timestamp.sequence sentry.profiler_id http.request.method http.method http.response.status_code http.status_code ' +
    'http.flavor http.scheme url.scheme network.protocol.name network.protocol.version network.transport net.transport otel.kind ' +
    'http.response.body.size http.request.body.size thread.id thread.name process.pid op origin status'
  ).split(' '),
]);

/** Where the caller sits on the network; `server.address` is ours and stays. */
const CLIENT_ADDRESS = new Set(
  (
    'client.address client.port http.client_ip net.peer.ip net.peer.port net.sock.peer.addr net.sock.peer.port network.peer.address ' +
    'network.peer.port user.ip user.ip_address ip_address remote_addr sdk.client_ip'
  ).split(' '),
);

const QUERY = /^(?:(?:http|url)\.)?(?:query|query_string|fragment)$|^url\.query\./;
const ADDRESS = /(?:^|[._])(?:url|uri|href|target|path|referr?er|location|full)$/;
const SQL = /^db\.(?:statement|query\.text|query|sql)$/;
const HEADER = /^http\.(request|response)\.header[._](.+)$/;
const BODY =
  /^(?:http\.(?:request|response)\.body(?:\.data|\.content)?|rpc\.request\.body|(?:raw|request|response)?[_.]?body)$/;
const DB_DATA = /^db\.(?:query\.parameters?|operation\.parameter|values|redis\.args|response\.(?:data|rows))(?:\.|$)/;
const QUEUE_DATA = /^messaging\.(?:message\.(?:body|payload|headers?)(?!\.size)|kafka\.message\.key)(?:\.|$)/;
const GEN_AI =
  /^(?:gen_ai|ai|mcp)\..*(?:prompt|messages?|input(?!_tokens)|output(?!_tokens)|arguments?|result|response\.(?:text|object|tool)|completion(?!_tokens)|instructions?|content)(?:\.|$)/;
const GRAPHQL = /^graphql\.(?:document|source|variables?|query)(?:\.|$)/;
const USER = /^(?:user|enduser)\.(.+)$/;
/** Raw text of an error that the SDK of major 11 puts on spans. */
const STATUS_TEXT = 'sentry.status.message';
const CACHE_MAX = 4096;

/** What `policy.json` carries of this file. */
export const KEY_CLASSES = {
  trusted: TRUSTED,
  clientAddress: CLIENT_ADDRESS,
  query: QUERY,
  address: ADDRESS,
  sql: SQL,
  header: HEADER,
  body: BODY,
  databaseData: DB_DATA,
  queueData: QUEUE_DATA,
  genAi: GEN_AI,
  graphQl: GRAPHQL,
  user: USER,
  statusText: STATUS_TEXT,
};

export function createKeyClasses(policy: Policy, scrubber: Scrubber): (key: string) => KeyClass {
  const known = new Map<string, KeyClass>();
  return (key) => {
    const cached = known.get(key);
    if (cached !== undefined) return cached;
    if (known.size >= CACHE_MAX) known.clear();
    const verdict = scrubber.safe(key) ? 'safe' : classify(policy, scrubber, key);
    known.set(key, verdict);
    return verdict;
  };
}

function classify(policy: Policy, scrubber: Scrubber, key: string): KeyClass {
  const lower = key.toLowerCase();
  if (TRUSTED.has(lower)) return 'trusted';
  // A key may itself be the secret: objects keyed by e-mail address or token.
  if (scrubber.text(key, 'replace') !== undefined) return 'drop';
  if (isDropped(policy, lower)) return 'drop';
  const header = HEADER.exec(lower);
  if (header !== null) return isHeaderAllowed(policy, header[2] ?? '') && header[1] === 'request' ? 'plain' : 'drop';
  if (scrubber.key(key)) return 'filter';
  if (SQL.test(lower)) return policy.data.databaseQueryData ? 'plain' : 'sql';
  return ADDRESS.test(lower) ? 'address' : 'plain';
}

function isDropped({ data, scrubbing }: Policy, key: string): boolean {
  if (key === STATUS_TEXT) return true;
  if (!data.clientAddress && CLIENT_ADDRESS.has(key)) return true;
  if (!data.queryStrings && QUERY.test(key)) return true;
  if (!data.requestBodies && BODY.test(key)) return true;
  if (!data.databaseQueryData && DB_DATA.test(key)) return true;
  if (!data.queueArguments && QUEUE_DATA.test(key)) return true;
  if (!data.genAi && GEN_AI.test(key)) return true;
  if (!data.graphQl && GRAPHQL.test(key)) return true;
  if (scrubbing.freeText === 'drop' && key.startsWith('sentry.message.parameter')) return true;
  const user = USER.exec(key);
  return user !== null && !scrubbing.userFields.includes(user[1] ?? '');
}

/** Attribute names write `x-request-id` as `x_request_id`. */
export function isHeaderAllowed(policy: Policy, name: string): boolean {
  return policy.scrubbing.headers.includes(name.toLowerCase().replaceAll('_', '-'));
}
