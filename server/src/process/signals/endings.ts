import { type AcceptedItem, itemQuantities, type ItemType, OUTCOME_REASONS } from '@garrison/protocol';
import type { ItemEnding, Produced } from './signal.ts';

type How = Pick<ItemEnding, 'outcome' | 'reason'>;

export const ACCEPTED: How = { outcome: 'accepted', reason: '' };
export const DUPLICATE: How = { outcome: 'invalid', reason: OUTCOME_REASONS.duplicate };
export const DISCARDED: How = { outcome: 'filtered', reason: OUTCOME_REASONS.discardedHash };

/** The same ending for everything that the item counts as. `type`: when it counts as another type than it came as. */
export function endingsOf(item: AcceptedItem, how: How, type: ItemType = item.type): readonly ItemEnding[] {
  const { itemCount, payload } = item;
  return itemQuantities({ type, itemCount, payload }).map(({ category, quantity }) => ({ category, quantity, ...how }));
}

export function invalid(reason: string): How {
  return { outcome: 'invalid', reason };
}

/** An item that is not stored; with `detail`, it is kept as a dead letter. */
export function refused(item: AcceptedItem, reason: string, detail?: string): Produced {
  const endings = endingsOf(item, invalid(reason));
  return detail === undefined ? { rows: {}, endings } : { rows: {}, endings, deadLetter: { reason, detail } };
}

/** The payload is not the JSON that it should be. */
export function unreadable(item: AcceptedItem): Produced {
  return refused(item, OUTCOME_REASONS.invalidJson, 'The payload is not the JSON that it should be');
}
