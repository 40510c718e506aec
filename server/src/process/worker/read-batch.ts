import { type AcceptedItem, decodeRecord, type ItemType, type OutcomeRecord } from '@garrison/protocol';
import { errorText } from '../../errors.ts';
import type { LogBatch } from '../../store/index.ts';
import type { Signal } from '../signals/signal.ts';

/** A record of the log with its position in the batch, as far as it can be decoded. */
export type Entry = { readonly position: number; readonly bytes: Uint8Array } & (
  | { readonly kind: 'item'; readonly item: AcceptedItem; readonly signal: Signal | undefined }
  | { readonly kind: 'outcome'; readonly record: OutcomeRecord }
  | { readonly kind: 'unreadable'; readonly problem: string }
);

export type SignalOf = ReadonlyMap<ItemType, Signal>;

export function signalsByItem(signals: readonly Signal[]): SignalOf {
  return new Map(signals.flatMap((signal) => signal.items.map((type) => [type, signal] as const)));
}

export function readBatch({ records }: LogBatch, signalOf: SignalOf): readonly Entry[] {
  return records.map((bytes, position) => readEntry({ bytes, position }, signalOf));
}

function readEntry(place: { readonly position: number; readonly bytes: Uint8Array }, signalOf: SignalOf): Entry {
  try {
    const record = decodeRecord(place.bytes);
    return record.kind === 'outcome'
      ? { ...place, kind: 'outcome', record: record.record }
      : { ...place, kind: 'item', item: record, signal: signalOf.get(record.type) };
  } catch (error) {
    return { ...place, kind: 'unreadable', problem: errorText(error) };
  }
}
