import type { EntryReport } from './run-entry.ts';

/** The report as lines for a terminal. */
export function entryText(report: EntryReport): string {
  const { entry, sdk, policy, requests, items, planted, leaks, unmarked, problems, ok } = report;
  const arrived = Object.entries(items).map(([type, count]) => `${count} ${type}`);
  return [
    `${entry}: @sentry/node ${sdk ?? 'unknown'}, policy ${policy ?? 'none'}`,
    ...requests.map(({ request, status }) => `${request} answered ${status}`),
    `arrived: ${arrived.length === 0 ? 'nothing' : arrived.join(', ')}`,
    '',
    `${leaks.length === 0 ? '✓' : '✗'} ${planted} secrets planted, ${leaks.length + unmarked.length} reached the wire`,
    ...leaks.map((channel) => `    leaks: ${channel}`),
    ...unmarked.map((channel) => `    passes: ${channel} ¹`),
    ...(unmarked.length > 0
      ? ['¹ free text without a key or a pattern: the default policy cannot tell it from harmless text']
      : []),
    ...problems.map((problem) => `✗ ${problem}`),
    '',
    ok ? 'no secret left the service' : 'not proven',
    '',
  ].join('\n');
}
