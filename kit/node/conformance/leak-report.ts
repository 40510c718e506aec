import { composeApp, MAJORS, type Major } from './compose-app.ts';
import { CANARIES } from './leak-canaries.ts';
import { measureLeaks, type LeakReport, type Privacy } from './leak-matrix.ts';
import { twoAtATime } from './run-app.ts';

export interface LeakCell extends LeakReport {
  readonly major: Major;
  readonly privacy: Privacy;
}

const PRIVACIES: readonly Privacy[] = ['none', 'default', 'strict'];

/** All majors, each without the kit, with the default and with the strict policy. */
export async function measureAllLeaks(): Promise<LeakCell[]> {
  const rows = await twoAtATime(MAJORS, async (major) => {
    const app = await composeApp({ major });
    try {
      const cells: LeakCell[] = [];
      for (const privacy of PRIVACIES) cells.push({ major, privacy, ...(await measureLeaks(app, privacy)) });
      return cells;
    } finally {
      await app.remove();
    }
  });
  return rows.flat();
}

/** The matrix as Markdown: no times, no versions of the day, so that the same behaviour gives the same text. */
export function leakMatrixText(cells: readonly LeakCell[]): string {
  const columns = MAJORS.flatMap((major) => PRIVACIES.map((privacy) => ({ major, privacy })));
  const cellOf = (column: (typeof columns)[number]): LeakCell | undefined =>
    cells.find((cell) => cell.major === column.major && cell.privacy === column.privacy);
  const row = (first: string, rest: readonly string[]): string => `| ${[first, ...rest].join(' | ')} |`;
  const title = ({ major, privacy }: (typeof columns)[number]): string =>
    `${major} ${privacy === 'none' ? 'alone' : privacy}`;
  const lines = CANARIES.map((canary) =>
    row(
      `${canary.channel}${canary.unmarked ? ' ¹' : ''}`,
      columns.map((column) => (cellOf(column)?.leaked.includes(canary) === true ? '**leaks**' : '·')),
    ),
  );
  const totals = columns.map((column) => `**${cellOf(column)?.leaked.length ?? '?'}**`);
  return [
    ...INTRODUCTION,
    row('secret in', columns.map(title)),
    row(
      '---',
      columns.map(() => '---'),
    ),
    ...lines,
    row(`**of ${CANARIES.length}**`, totals),
    '',
    ...NOTES,
    '',
  ].join('\n');
}

const INTRODUCTION = [
  '# What leaves a service',
  '',
  'A real service (Express 5, one request, one queue message) plants a different secret in each of these places. What its SDK then sends',
  'is searched, byte for byte, for every one of them. *alone* is the SDK of that major without the kit, set up by the book with',
  '`sendDefaultPii: false`; *default* and *strict* are the two policies of the kit (`SENTRY_KIT_PRIVACY`).',
  '',
  'Written by `node kit/node/conformance/write-leak-matrix.ts`; a test holds it to the truth.',
  '',
];

const NOTES = [
  '¹ Free text without a key or a pattern: the default policy cannot tell it from harmless text and lets it pass; the strict one lets no',
  'text of that kind out at all.',
  '',
  'Not covered: a secret that consists of ordinary words (a person’s name) in the message of an exception. The strict policy masks every',
  'word with a digit or a sign, and everything quoted, but keeps the sentence, without which no issue would have a title.',
];
