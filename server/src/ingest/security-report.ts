import { OUTCOME_REASONS, type EnvelopeItem } from '@garrison/protocol';

export type SecurityReports =
  | { readonly ok: true; readonly items: readonly EnvelopeItem[] }
  | {
      readonly ok: false;
      /** Public. */
      readonly cause: string;
      readonly reason: string;
      /** What is counted as refused. */
      readonly items: readonly EnvelopeItem[];
    };

/** Reports other than those of a Content-Security-Policy that browsers send, by the key that only they have. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  'expect-ct-report': 'Expect-CT',
  'expect-staple-report': 'Expect-Staple',
  'known-pins': 'HPKP',
};

/**
 * The body of `/security/`: one report as `report-uri` sends it (`{"csp-report": …}`), or a list of them as the Reporting API does
 * (`[{"type": "csp-violation", "body": …}]`). Each becomes an item `raw_security`. A list may hold reports of other kinds: each of them is
 * counted as refused when it is processed; a body without any CSP report is refused here, in words.
 */
export function readSecurityReports(bytes: Buffer, headers: Readonly<Record<string, unknown>>): SecurityReports {
  const value = parse(bytes);
  const reports = (Array.isArray(value) ? (value as readonly unknown[]) : [value]).filter(isObject);
  const items = reports.map((report) => toItem(report, headers));
  if (reports.some(isCsp)) return { ok: true, items };
  const kind = reports.flatMap((report) => Object.keys(UNSUPPORTED).filter((key) => Object.hasOwn(report, key)))[0];
  if (kind !== undefined)
    return refuse(`${UNSUPPORTED[kind]} reports are not supported, only those of a Content-Security-Policy`, items);
  if (reports.length > 0 && reports.every((report) => typeof report['type'] === 'string'))
    return refuse(`reports of the type ${quoted(reports[0]?.['type'])} are not supported, only csp-violation`, items);
  const cause = 'expected {"csp-report": …}, or a list of {"type": "csp-violation", "body": …}';
  return { ok: false, cause, reason: OUTCOME_REASONS.invalidJson, items: [toItem({}, headers)] };
}

function refuse(cause: string, items: readonly EnvelopeItem[]): SecurityReports {
  return { ok: false, cause, reason: OUTCOME_REASONS.unsupportedReport, items };
}

function quoted(type: unknown): string {
  return JSON.stringify(String(type).slice(0, 40));
}

function isCsp(report: Readonly<Record<string, unknown>>): boolean {
  return isObject(report['csp-report']) || (report['type'] === 'csp-violation' && isObject(report['body']));
}

function toItem(report: object, headers: Readonly<Record<string, unknown>>): EnvelopeItem {
  const none = { itemCount: null, filename: null, contentType: null, attachmentType: null };
  return { type: 'raw_security', payload: Buffer.from(JSON.stringify(report)), headers, ...none };
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined; // Answered with a text, like everything else that is not a report.
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
