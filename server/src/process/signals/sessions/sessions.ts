import { ACCEPTED, endingsOf, unreadable } from '../endings.ts';
import type { Signal } from '../signal.ts';
import { toSessionCounts, toSessionRows } from './session-rows.ts';

/** Updates of single sessions, and counts of sessions that a client added up. Their releases count as seen. */
export const sessions: Signal = {
  name: 'sessions',
  items: ['session', 'sessions'],
  process(item, { idSeed }) {
    const rows = item.type === 'session' ? toSessionRows(item) : toSessionCounts(item, idSeed);
    if (rows === undefined) return unreadable(item);
    const seen = rows.map(({ organizationId, projectId, release, environment, started: at }) => ({
      kind: 'release_seen' as const,
      row: { organizationId, projectId, release, environment, at },
    }));
    return { rows: { sessions: rows }, relational: seen, endings: endingsOf(item, ACCEPTED) };
  },
};
