import type { Cursor, LogPosition } from './log.ts';

/** The cursor of a place in the segment log: "segment:offset". */
export function cursorOf({ segment, offset }: LogPosition): Cursor {
  return `${segment}:${offset}`;
}

/** The place that a cursor of the segment log names. The empty cursor is the beginning of any log. */
export function positionOf(cursor: Cursor): LogPosition {
  const [segment = '', offset = ''] = cursor === '' ? ['0', '0'] : cursor.split(':');
  if (!/^\d+$/.test(segment) || !/^\d+$/.test(offset))
    throw new Error(`“${cursor}” is not a cursor of the segment log`);
  return { segment: Number(segment), offset: Number(offset) };
}
