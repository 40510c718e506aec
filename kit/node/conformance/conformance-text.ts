import type { ConformanceLeak, ConformanceReport } from './run-conformance.ts';

/** The report as lines for a terminal: what was tested, the leak matrix, a line per promise. */
export function conformanceText(report: ConformanceReport): string {
  const { sdk, kit, profiling, frameworks, rows, leaks, skipped } = report;
  const failed = rows.filter((row) => row.problems.length > 0).length;
  const installed = {
    '@sentry/node': sdk,
    ...(profiling && { '@sentry/profiling-node': profiling }),
    '@garrison/node': kit,
    ...frameworks,
  };
  return [
    Object.entries(installed)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
    `policy ${report.policy}`,
    '',
    ...leakLines(leaks),
    ...rows.flatMap((row) => [
      `${row.problems.length === 0 ? '✓' : '✗'} ${row.name}`,
      ...row.problems.map((problem) => `    ${problem}`),
    ]),
    ...skipped.map((part) => `– not checked: ${part}`),
    '',
    failed === 0 ? `${rows.length} promises hold` : `${failed} of ${rows.length} promises are broken`,
    '',
  ].join('\n');
}

function leakLines(leaks: readonly ConformanceLeak[]): string[] {
  if (leaks.length === 0) return [];
  const channel = (leak: ConformanceLeak): string => leak.channel + (leak.unmarked ? ' ¹' : '');
  const width = Math.max(...leaks.map((leak) => channel(leak).length));
  const line = (cells: readonly [string, string, string]): string =>
    `${cells[0].padEnd(width)}  ${cells[1].padEnd(7)}  ${cells[2]}`.trimEnd();
  const mark = (leaked: boolean): string => (leaked ? 'leaks' : '·');
  return [
    line(['secret in', 'default', 'strict']),
    ...leaks.map((leak) => line([channel(leak), mark(leak.default), mark(leak.strict)])),
    '¹ free text without a key or a pattern: the default policy cannot tell it from harmless text',
    '',
  ];
}
