import { describe, expect, it } from 'vitest';
import type { PreviewGroup } from '../../../data/grouping.ts';
import { offsetOf } from '../../../parts/rules/lined-text.tsx';
import { destinyOf, previewSentence } from './preview-groups.ts';

const group = (count: number, issue: PreviewGroup['issue']): PreviewGroup => ({
  title: 'TimeoutError',
  count,
  hashes: [],
  issue,
  eventIds: [],
});
const own = { id: '7', shortId: 'API-7' };
const other = { id: '8', shortId: 'API-8' };

describe('the preview of grouping', () => {
  it('tells events that stay from those that leave', () => {
    expect([own, other, null].map((issue) => destinyOf(group(1, issue), '7'))).toEqual(['here', 'other', 'new']);
  });

  it('says what would happen in one sentence', () => {
    expect(previewSentence([group(12, own)], '7')).toBe('All 12 events stay in this issue.');
    expect(previewSentence([group(1, own)], '7')).toBe('The one event stays in this issue.');
    expect(previewSentence([group(8, own), group(2, null), group(1, null), group(1, other)], '7')).toBe(
      '8 events in this issue · 3 events in 2 new issues · 1 event in API-8.',
    );
    expect(previewSentence([group(4, null)], '7')).toBe('None stays in this issue · 4 events in 1 new issue.');
  });
});

describe('the place of an error', () => {
  it('is counted from 1, and never beyond the text', () => {
    const text = 'one\ntwo\n\nfour';
    expect(text.slice(offsetOf(text, { line: 2, column: 2 }))).toBe('wo\n\nfour');
    expect(offsetOf(text, { line: 1, column: 1 })).toBe(0);
    expect(offsetOf(text, { line: 9, column: 9 })).toBe(text.length);
  });
});
