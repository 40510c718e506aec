import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cursor, LogReader, LogRecord, LogWriter } from './log.ts';

/** One log under test: opened as often as wanted, also again after a close. */
export interface LogUnderTest {
  openWriter(): Promise<LogWriter>;
  openReader(): Promise<LogReader>;
  remove(): Promise<void>;
}

const START: Cursor = '';
const WIDE = { recordsMax: 10_000, bytesMax: 64 << 20 };

export function text(records: readonly Uint8Array[]): string[] {
  return records.map((record) => Buffer.from(record).toString());
}

/** Records of two parts each: the first character, and the rest. */
export function bytes(...texts: string[]): LogRecord[] {
  return texts.map((value) => [Buffer.from(value.slice(0, 1)), Buffer.from(value.slice(1))]);
}

/** Everything from `from` on. */
export async function readAll(reader: LogReader, from = START): Promise<{ records: Uint8Array[]; to: Cursor }> {
  const records: Uint8Array[] = [];
  let at = from;
  for (let batch = await reader.read(at, WIDE); batch !== undefined; batch = await reader.read(at, WIDE)) {
    records.push(...batch.records);
    at = batch.to;
  }
  return { records, to: at };
}

/** What every log does, on one disk or in a cluster. */
export function describeLog(name: string, create: () => Promise<LogUnderTest>): void {
  describe(`${name}`, () => {
    let log: LogUnderTest;
    let writer: LogWriter;
    let reader: LogReader;

    beforeEach(async () => {
      log = await create();
      writer = await log.openWriter();
      reader = await log.openReader();
    });
    afterEach(async () => {
      await writer.close();
      await reader.close();
      await log.remove();
    });

    it('counts the bytes between two places, near and far', async () => {
      const places: Cursor[] = [writer.end()];
      for (let record = 0; record < 20; record += 1) {
        await writer.append(bytes(`record ${record} ${'x'.repeat(40)}`));
        places.push(writer.end());
      }
      const [first = START, last = START] = [places.at(0), places.at(-1)];
      let sum = 0;
      for (const [index, place] of places.slice(1).entries())
        sum += await reader.bytesBetween(places[index] ?? START, place);
      expect(sum).toBeGreaterThan(20 * 40);
      expect(await reader.bytesBetween(first, last)).toBe(sum);
      expect(await reader.bytesBetween(START, last)).toBe(sum);
      expect(await reader.bytesBetween(last, last)).toBe(0);
    });

    it('gives back what was appended, in order, and nothing when there is nothing more', async () => {
      expect(await reader.read(START, WIDE)).toBeUndefined();
      await writer.append(bytes('a', 'b'));
      await writer.append([[], [new Uint8Array(0)], [Buffer.from([0, 255, 10])]]);
      const { records, to } = await readAll(reader);
      expect(records.map((record) => Buffer.from(record).toString('hex'))).toEqual(['61', '62', '', '', '00ff0a']);
      expect(await reader.read(to, WIDE)).toBeUndefined();
      await writer.append(bytes('c'));
      expect(text((await readAll(reader, to)).records)).toEqual(['c']);
    });

    it('takes the memory of a batch back when it is freed', async () => {
      await writer.append(bytes('a'));
      const batch = await reader.read(START, WIDE);
      batch?.free?.();
      expect(batch?.records.map((record) => record.byteLength)).toEqual([0]);
      expect(text((await readAll(reader)).records)).toEqual(['a']);
    });

    it('keeps the order of appends that wait together', async () => {
      const texts = Array.from({ length: 500 }, (_, index) => `record ${index}`);
      await Promise.all(texts.map((value) => writer.append(bytes(value))));
      expect(text((await readAll(reader)).records)).toEqual(texts);
    });

    it('tells each new end, and a reader bounded by an end sees no more', async () => {
      const ends: Cursor[] = [];
      writer.onAppend((end) => ends.push(end));
      await writer.append(bytes('a'));
      const end = writer.end();
      await writer.append(bytes('b'));
      expect(ends).toEqual([end, writer.end()]);
      const batch = await reader.read(START, { ...WIDE, end });
      expect(text(batch?.records ?? [])).toEqual(['a']);
      expect(await reader.read(batch?.to ?? START, { ...WIDE, end })).toBeUndefined();
    });

    it('reads in portions, and exactly the same portion again', async () => {
      for (let index = 0; index < 20; index++) await writer.append(bytes(`${index}a`, `${index}b`));
      const first = await reader.read(START, { recordsMax: 6, bytesMax: 1 << 20 });
      const second = await reader.read(first?.to ?? START, { recordsMax: 6, bytesMax: 1 << 20 });
      if (first === undefined || second === undefined) throw new Error('no batch');
      expect(text(first.records)).toEqual(['0a', '0b', '1a', '1b', '2a', '2b']);
      expect(text((await reader.readExactly(first.from, second.to)).records)).toEqual(
        text([...first.records, ...second.records]),
      );
      expect(text((await reader.readExactly(second.from, second.to)).records)).toEqual(text(second.records));
    });

    it('takes a record that is larger than a portion', async () => {
      const large = Buffer.alloc(3 << 20, 'x');
      await writer.append([[Buffer.from('before')], [large], [Buffer.from('after')]]);
      const seen: number[] = [];
      let at = START;
      const limits = { recordsMax: 1, bytesMax: 1000 };
      for (let batch = await reader.read(at, limits); batch !== undefined; batch = await reader.read(at, limits)) {
        seen.push(...batch.records.map((record) => record.byteLength));
        at = batch.to;
      }
      expect(seen).toEqual([6, large.byteLength, 5]);
    });

    it('keeps everything over a restart, before and after', async () => {
      await writer.append(bytes('a'));
      await writer.close();
      writer = await log.openWriter();
      await writer.append(bytes('b'));
      const other = await log.openReader();
      expect(text((await readAll(other)).records)).toEqual(['a', 'b']);
      await other.close();
    });

    it('releases nothing that was not read', async () => {
      await writer.append(bytes('a'));
      const { to } = await readAll(reader);
      await writer.append(bytes('b'));
      await reader.release(to);
      await writer.close();
      writer = await log.openWriter();
      await writer.append(bytes('c'));
      await reader.release(to);
      expect(text((await readAll(reader, to)).records)).toEqual(['b', 'c']);
    });

    it('writes what waits when it closes, and refuses afterwards', async () => {
      const waiting = writer.append(bytes('last'));
      await writer.close();
      await waiting;
      await expect(writer.append(bytes('late'))).rejects.toMatchObject({ code: 'shutting_down' });
      expect(text((await readAll(reader)).records)).toEqual(['last']);
    });

    it('is well', () => {
      expect(writer.health()).toEqual({ ok: true });
      expect(reader.damagedBytes()).toBe(0);
    });
  });
}
