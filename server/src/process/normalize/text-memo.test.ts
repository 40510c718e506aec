import { createScrubber, type Scrubber } from '@garrison/policy';
import { expect, test } from 'vitest';
import { projectSettings } from '../process-fixtures.ts';
import { rememberTexts } from './text-memo.ts';

function counted(): { scrubber: Scrubber; judged: string[] } {
  const scrubber = createScrubber(projectSettings().scrubbing);
  const judged: string[] = [];
  return {
    judged,
    scrubber: {
      ...scrubber,
      text(value, mode) {
        judged.push(value);
        return scrubber.text(value, mode);
      },
    },
  };
}

test('answers as the scrubber does, in each mode, and asks it once', () => {
  const { scrubber, judged } = counted();
  const memo = rememberTexts(scrubber, 100);
  for (let round = 0; round < 3; round++) {
    expect(memo.text('plain', 'full')).toBeUndefined();
    expect(memo.text('my password', 'full')).toEqual({ text: '[Filtered]', rule: '@password:filter' });
    expect(memo.text('my password', 'replace')).toBeUndefined();
  }
  expect(judged).toEqual(['plain', 'my password', 'my password']);
});

test('what comes often stays, what came once goes; long texts are never kept', () => {
  const { scrubber, judged } = counted();
  const memo = rememberTexts(scrubber, 10);
  const long = 'x '.repeat(200);
  for (let round = 0; round < 100; round++) {
    memo.text('often', 'full');
    memo.text(`once ${round}`, 'full');
    memo.text(long, 'full');
  }
  memo.text('once 0', 'full');
  expect(judged.filter((text) => text === 'often')).toHaveLength(1);
  expect(judged.filter((text) => text === 'once 0')).toHaveLength(2);
  expect(judged.filter((text) => text === long)).toHaveLength(100);
});
