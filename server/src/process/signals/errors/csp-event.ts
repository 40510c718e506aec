import type { AcceptedItem } from '@garrison/protocol';
import { readJson } from '../../normalize/index.ts';

type Report = Readonly<Record<string, unknown>>;

/** Names of a report's fields: as `report-uri` sends them, and as the Reporting API does. */
const FIELDS: Readonly<Record<string, readonly [string, string]>> = {
  document_uri: ['document-uri', 'documentURL'],
  referrer: ['referrer', 'referrer'],
  blocked_uri: ['blocked-uri', 'blockedURL'],
  violated_directive: ['violated-directive', 'violatedDirective'],
  effective_directive: ['effective-directive', 'effectiveDirective'],
  original_policy: ['original-policy', 'originalPolicy'],
  disposition: ['disposition', 'disposition'],
  source_file: ['source-file', 'sourceFile'],
  line_number: ['line-number', 'lineNumber'],
  column_number: ['column-number', 'columnNumber'],
  status_code: ['status-code', 'statusCode'],
  script_sample: ['script-sample', 'sample'],
};

/**
 * A CSP report as the event that Sentry stores for it: with the interface `csp`, a message, the page as request and two tags. Undefined
 * when the payload is no JSON, null when it is a report of another kind.
 */
export function cspEvent(item: AcceptedItem): AcceptedItem | null | undefined {
  const value = readJson(item.payload)?.value;
  if (!isObject(value)) return undefined;
  const old = value['csp-report'];
  const report = isObject(old) ? old : value['type'] === 'csp-violation' ? value['body'] : undefined;
  if (!isObject(report)) return null;
  const csp = readReport(report);
  const directive = text(csp['effective_directive']);
  const blocked = text(csp['blocked_uri']);
  const agent = text(value['user_agent']) || item.userAgent;
  const event = {
    event_id: item.eventId,
    logger: 'csp',
    ...known('release', item.headers['sentry_release']),
    ...known('environment', item.headers['sentry_environment']),
    csp,
    logentry: { formatted: messageOf(directive, csp) },
    request: {
      url: csp['document_uri'],
      headers: [...(agent ? [['User-Agent', agent]] : []), ...(csp['referrer'] ? [['Referer', csp['referrer']]] : [])],
    },
    user: { ip_address: '{{auto}}' },
    tags: [...(directive ? [['effective-directive', directive]] : []), ...(blocked ? [['blocked-uri', blocked]] : [])],
  };
  return { ...item, type: 'event', payload: Buffer.from(JSON.stringify(event)) };
}

function readReport(report: Report): Report {
  const csp: Record<string, unknown> = {};
  for (const [field, names] of Object.entries(FIELDS)) {
    const value = names.map((name) => report[name]).find((found) => found !== undefined && found !== '');
    if (typeof value === 'string' || typeof value === 'number') csp[field] = value;
  }
  // Old browsers name the whole directive of the policy: "img-src https://a.example".
  const violated = text(csp['violated_directive']) || text(csp['effective_directive']);
  return { ...csp, effective_directive: text(csp['effective_directive']) || violated.split(' ', 1)[0] };
}

function messageOf(directive: string, csp: Report): string {
  const place = blockedPlace(text(csp['blocked_uri']));
  return place === '' ? `Blocked '${directive}'` : `Blocked '${directive}' from '${place}'`;
}

/** The host of a web address, `inline`, `eval`, `self`, or the scheme of anything else. */
function blockedPlace(uri: string): string {
  if (!uri.includes(':')) return uri;
  const url = URL.parse(uri);
  return url === null ? uri : url.host || url.protocol;
}

function known(name: string, value: unknown): Readonly<Record<string, unknown>> {
  return text(value) === '' ? {} : { [name]: value };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isObject(value: unknown): value is Report {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
