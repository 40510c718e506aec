import type { LogPosition } from '../log/log.ts';
import type { Decisions, ShardState } from './issue-writer.ts';

/** The text of a shard's state. Positions are listed by hash and by reason: a batch holds many events of few hashes. */
interface StoredState {
  readonly cursor: string;
  readonly noted: {
    readonly from: string;
    readonly to: string;
    readonly leftOut: readonly number[];
    readonly discarded: readonly number[];
    readonly buried: Positions;
    readonly hashes: Positions;
    readonly refusedInserts?: readonly string[];
    readonly discardedSightings?: readonly number[];
  } | null;
}
type Positions = Readonly<Record<string, readonly number[]>>;

/** As the first version of the server wrote it. */
interface FirstState {
  readonly cursor: LogPosition;
  readonly noted: {
    readonly from: LogPosition;
    readonly to: LogPosition;
    readonly duplicates: readonly number[];
    readonly discarded: readonly number[];
  } | null;
}

export function encodeState({ cursor, noted }: ShardState): string {
  if (noted === null) return JSON.stringify({ cursor, noted });
  const { from, to, decisions } = noted;
  const stored: StoredState = {
    cursor,
    noted: { from, to, ...decisions, buried: byValue(decisions.buried), hashes: byValue(decisions.hashes) },
  };
  return JSON.stringify(stored);
}

/** Of this version or the first. */
export function decodeState(text: string): ShardState {
  // Written by `encodeState` of this or the first version only.
  const state = JSON.parse(text) as StoredState | FirstState;
  if (isFirst(state)) return ofFirst(state);
  if (state.noted === null) return { cursor: state.cursor, noted: null };
  const { from, to, buried, hashes, ...rest } = state.noted;
  const decisions: Decisions = { ...rest, buried: byPosition(buried), hashes: byPosition(hashes) };
  return { cursor: state.cursor, noted: { from, to, decisions } };
}

function isFirst(state: StoredState | FirstState): state is FirstState {
  return typeof state.cursor !== 'string';
}

function ofFirst({ cursor, noted }: FirstState): ShardState {
  const textOf = ({ segment, offset }: LogPosition): string => `${segment}:${offset}`;
  if (noted === null) return { cursor: textOf(cursor), noted: null };
  const decisions: Decisions = {
    leftOut: noted.duplicates,
    discarded: [],
    buried: new Map(),
    hashes: new Map(),
    discardedSightings: noted.discarded,
  };
  return { cursor: textOf(cursor), noted: { from: textOf(noted.from), to: textOf(noted.to), decisions } };
}

function byValue(values: ReadonlyMap<number, string>): Positions {
  const positions: Record<string, number[]> = {};
  for (const [position, value] of values) (positions[value] ??= []).push(position);
  return positions;
}

function byPosition(positions: Positions): ReadonlyMap<number, string> {
  return new Map(Object.entries(positions).flatMap(([value, of]) => of.map((position) => [position, value] as const)));
}
