import { itemKind } from './item-type.ts';
import type { DataCategory } from './outcome.ts';

/** So many units of one category. */
export interface Quantity {
  readonly category: DataCategory;
  /** Items, or bytes for `attachment` and the `*_byte` categories. */
  readonly quantity: number;
}

/**
 * What an item counts as. Containers count what they say they hold (`item_count`); logs and metrics count their bytes too, an
 * attachment counts as bytes and as one `attachment_item`. An unknown type counts as one `default`.
 */
export function itemQuantities(item: {
  readonly type: string;
  readonly itemCount: number | null;
  readonly payload: Uint8Array;
}): readonly Quantity[] {
  const category = itemKind(item.type)?.category ?? 'default';
  const bytes = item.payload.length;
  if (category === 'attachment') {
    return [
      { category, quantity: bytes },
      { category: 'attachment_item', quantity: 1 },
    ];
  }
  const quantity = containedItems(item);
  if (category === 'log_item')
    return [
      { category, quantity },
      { category: 'log_byte', quantity: bytes },
    ];
  if (category === 'trace_metric')
    return [
      { category, quantity },
      { category: 'trace_metric_byte', quantity: bytes },
    ];
  return [{ category, quantity }];
}

/** `item_count` comes from the client: at most as many are counted as `{}` fit into the payload. */
function containedItems(item: { readonly itemCount: number | null; readonly payload: Uint8Array }): number {
  const { itemCount, payload } = item;
  return itemCount !== null && itemCount * 2 <= payload.length ? itemCount : 1;
}
