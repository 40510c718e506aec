import type { LintReport } from './lint-files.ts';

/** For a terminal and a CI log: what was changed, what was left and why, each finding with its place and what to write. */
export function lintReportText({ files, findings, changed, left, skipped }: LintReport): string {
  return [
    ...changed.map((file) => `changed ${file}`),
    ...left.map(({ file, line, reason }) => `not changed ${file}${line === undefined ? '' : `:${line}`}: ${reason}`),
    ...findings.flatMap(({ file, line, column, rule, message, write }) => [
      `${file}:${line}:${column} ${rule}: ${message}`,
      `    write: ${write}`,
    ]),
    ...skipped.map((folder) => `not looked at: ${folder} (name it to look at it)`),
    summary(files, findings.length),
    '',
  ].join('\n');
}

function summary(files: number, findings: number): string {
  const places = findings === 1 ? '1 finding' : `${findings} findings`;
  return `${findings === 0 ? 'no findings' : places} in ${files === 1 ? '1 file' : `${files} files`}`;
}
