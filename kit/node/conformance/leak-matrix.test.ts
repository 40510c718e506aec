import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { MAJORS } from './compose-app.ts';
import { CANARIES } from './leak-canaries.ts';
import { leakMatrixText, measureAllLeaks, type LeakCell } from './leak-report.ts';

let cells: readonly LeakCell[];
beforeAll(async () => {
  cells = await measureAllLeaks();
});

const cell = (major: number, privacy: string): LeakCell => {
  const found = cells.find((one) => one.major === major && one.privacy === privacy);
  if (found === undefined) throw new Error(`not measured: ${major} ${privacy}`);
  return found;
};
const idsOf = (one: LeakCell): string[] => one.leaked.map((canary) => canary.id);

describe.each(MAJORS)('SDK %i', (major) => {
  test('leaks most of the secrets without the kit, so the channels are real', () => {
    expect(cell(major, 'none').leaked.length).toBeGreaterThan(30);
  });

  test('leaks nothing but unmarked free text with the default policy, in at most three places', () => {
    const unmarked = CANARIES.filter((canary) => canary.unmarked).map((canary) => canary.id);
    expect(unmarked).toHaveLength(3);
    expect(idsOf(cell(major, 'default')).filter((id) => !unmarked.includes(id))).toEqual([]);
  });

  test('leaks nothing with the strict policy', () => {
    expect(idsOf(cell(major, 'strict'))).toEqual([]);
  });

  test.each(['default', 'strict'])('still sends what is harmless with the %s policy', (privacy) => {
    expect(cell(major, privacy).missing).toEqual([]);
    const log = major >= 9 ? ['log'] : [];
    const metric = major >= 10 ? ['trace_metric'] : [];
    const wanted = ['event', major === 11 ? 'span' : 'transaction', ...log, ...metric];
    expect(cell(major, privacy).items).toEqual(expect.arrayContaining(wanted));
  });
});

test('every secret is a different one', () => {
  expect(CANARIES.length).toBeGreaterThanOrEqual(31);
  expect(new Set(CANARIES.map((canary) => canary.trace)).size).toBe(CANARIES.length);
  for (const canary of CANARIES) expect(canary.value).toContain(canary.trace);
});

test('docs/leak-matrix.md says what was measured; `node kit/node/conformance/write-leak-matrix.ts` writes it', async () => {
  const written = await readFile(join(import.meta.dirname, '../../../docs/leak-matrix.md'), 'utf8');
  const content = (text: string): string => text.replace(/ {2,}|-{2,}/g, ' ');
  expect(content(written)).toBe(content(leakMatrixText(cells)));
});
