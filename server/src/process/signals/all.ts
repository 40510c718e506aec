import type { ItemType } from '@garrison/protocol';
import { attachments } from './attachments/attachments.ts';
import { errors } from './errors/errors.ts';
import { sessions } from './sessions/sessions.ts';
import { logs } from './logs/logs.ts';
import type { Signal } from './signal.ts';
import { spans } from './spans/spans.ts';
import { transactions } from './spans/transactions.ts';

import { userReports } from './user-reports/user-reports.ts';

/** Every signal that the server knows. */
export const SIGNALS: readonly Signal[] = [errors, userReports, attachments, sessions, transactions, spans, logs];

/** The types of items that these signals take. */
export function acceptedItems(signals: readonly Signal[]): ReadonlySet<ItemType> {
  return new Set(signals.flatMap(({ items }) => items));
}
