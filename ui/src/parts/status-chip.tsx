import type { Issue } from '../data/shapes.ts';

const WORDS: Readonly<Record<string, { readonly word: string; readonly tone: string }>> = {
  new: { word: 'new', tone: 'info' },
  regressed: { word: 'regressed', tone: 'error' },
  escalating: { word: 'escalating', tone: 'warning' },
};

/** What is worth knowing about an issue's status; an ongoing one says nothing. */
export function StatusChip({ issue }: { issue: Pick<Issue, 'status' | 'substatus'> }) {
  const { status, substatus } = issue;
  if (status === 'resolved') return <span className="chip level-good">resolved</span>;
  if (status === 'ignored') return <span className="chip level-debug">archived</span>;
  const known = WORDS[substatus ?? ''];
  return known === undefined ? null : <span className={`chip level-${known.tone}`}>{known.word}</span>;
}
