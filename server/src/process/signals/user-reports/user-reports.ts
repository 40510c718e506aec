import { ACCEPTED, endingsOf, unreadable } from '../endings.ts';
import type { Signal } from '../signal.ts';
import { reportedEvents, toUserReport } from './user-report.ts';

/** The deprecated `user_report` items: what a user wrote about one event. */
export const userReports: Signal = {
  name: 'user-reports',
  items: ['user_report'],
  needs: reportedEvents,
  process(item, _context, loaded) {
    const row = toUserReport(item, loaded);
    if (row === undefined) return unreadable(item);
    return { rows: {}, relational: [{ kind: 'user_report', row }], endings: endingsOf(item, ACCEPTED) };
  },
};
