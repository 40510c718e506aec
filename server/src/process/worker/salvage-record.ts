import { type EventId, isItemType, type ItemType, type ProjectId } from '@garrison/protocol';

/** What can still be read of a record whose form is broken. */
export interface Salvaged {
  readonly projectId: ProjectId;
  readonly keyId: number;
  readonly type: ItemType | undefined;
  readonly eventId: EventId | null;
}

/** A header is of a few hundred bytes. */
const LOOKED_AT_BYTES = 4096;

/**
 * A record's header is JSON text at its start: where its frame is broken, each field may still be whole. Undefined when the project is
 * not named; whether there is such a project is for the caller to say.
 */
export function salvageRecord(bytes: Uint8Array): Salvaged | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, LOOKED_AT_BYTES)).toString('latin1');
  const projectId = number(text, 'projectId');
  if (projectId === undefined) return undefined;
  const type = /"type":"(\w{1,32})"/.exec(text)?.[1];
  return {
    projectId,
    keyId: number(text, 'keyId') ?? 0,
    type: type !== undefined && isItemType(type) ? type : undefined,
    eventId: /"eventId":"([0-9a-f]{32})"/.exec(text)?.[1] ?? null,
  };
}

function number(text: string, name: string): number | undefined {
  const digits = new RegExp(`"${name}":(\\d{1,15})[,}]`).exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
