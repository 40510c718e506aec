import { open } from 'node:fs/promises';
import { HEADER_BYTES, findHeader, readHeader, readRecords } from './frame.ts';
import { listSegments, readAt, segmentPath } from './segments.ts';

/**
 * Cuts what a crash left unfinished at the end of the last segment: it was never acknowledged. Damage before an intact frame is no
 * unfinished write: it stays, and the reader reports it. Returns the number of the last segment, 0 for none.
 */
export async function recoverSegments(directory: string): Promise<number> {
  const segment = (await listSegments(directory)).at(-1);
  if (segment === undefined) return 0;
  const handle = await open(segmentPath(directory, segment), 'r+');
  try {
    const { size } = await handle.stat();
    const end = lastFrameEnd(await readAt(handle, 0, size), segment);
    if (end < size) {
      await handle.truncate(end);
      await handle.sync();
    }
  } finally {
    await handle.close();
  }
  return segment;
}

/** Where the last intact frame of a segment ends. */
export function lastFrameEnd(bytes: Buffer, segment: number): number {
  let end = 0;
  let at: number | undefined = 0;
  while (at !== undefined) {
    const header = readHeader(bytes, at, segment);
    if (header !== undefined && readRecords(bytes, at, header) !== undefined) {
      at += HEADER_BYTES + header.payloadBytes;
      end = at;
    } else {
      at = findHeader(bytes, at + 1, segment);
    }
  }
  return end;
}
