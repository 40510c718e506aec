import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom, startProgram, poll } from '@garrison/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lastFrameEnd } from './log-recovery.ts';
import { positionOf } from './log-position.ts';
import { openLogReader } from './log-reader.ts';
import { type SegmentFile, openLogWriter } from './log-writer.ts';
import { bytes, describeLog, readAll, text } from './log.contract.ts';
import { segmentPath } from './segments.ts';

const START = '';
/** A log that is created then begins with segment 1. */
const now = (): number => 0;

describeLog('segments on disk', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'garrison-log-'));
  return {
    openWriter: async () => await openLogWriter({ directory, lingerMs: 1 }),
    openReader: async () => await openLogReader({ directory }),
    remove: async () => await rm(directory, { recursive: true }),
  };
});

describeLog('many small segments', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'garrison-log-'));
  return {
    openWriter: async () => await openLogWriter({ directory, lingerMs: 0, segmentBytesMax: 100 }),
    openReader: async () => await openLogReader({ directory }),
    remove: async () => await rm(directory, { recursive: true }),
  };
});

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'garrison-log-'));
});
afterEach(async () => await rm(directory, { recursive: true }));

async function readDirectory(): Promise<{ records: string[]; damaged: number }> {
  const reader = await openLogReader({ directory });
  const { records } = await readAll(reader);
  const damaged = reader.damagedBytes();
  await reader.close();
  return { records: text(records), damaged };
}

/** A segment of some groups, and where each ends. */
async function writeGroups(groups: number): Promise<{ file: Buffer; ends: number[]; records: string[][] }> {
  const writer = await openLogWriter({ directory, lingerMs: 0, now });
  const random = createRandom(7);
  const ends: number[] = [];
  const records: string[][] = [];
  for (let index = 0; index < groups; index++) {
    const group = Array.from({ length: 1 + random.int(3) }, (_, at) => `${index}.${at} ${random.hex(random.int(300))}`);
    await writer.append(bytes(...group));
    ends.push(positionOf(writer.end()).offset);
    records.push(group);
  }
  await writer.close();
  return { file: await readFile(segmentPath(directory, 1)), ends, records };
}

describe('a segment that a crash cut', () => {
  it('loses nothing before the cut, and can be written again, wherever it was', async () => {
    const { file, ends, records } = await writeGroups(12);
    const random = createRandom(11);
    for (let round = 0; round < 100; round++) {
      const cut = random.int(file.length + 1);
      await rm(directory, { recursive: true });
      await mkdir(directory);
      await writeFile(segmentPath(directory, 1), file.subarray(0, cut));
      const again = await openLogWriter({ directory, lingerMs: 0 });
      await again.append(bytes('next'));
      await again.close();
      const whole = records.slice(0, ends.filter((end) => end <= cut).length);
      expect(await readDirectory()).toEqual({ records: [...whole.flat(), 'next'], damaged: 0 });
    }
  });

  it('finds the end of the last whole frame when garbage follows', async () => {
    const { file, ends } = await writeGroups(3);
    expect(lastFrameEnd(Buffer.concat([file, Buffer.alloc(500, 0x47)]), 1)).toBe(ends.at(-1));
    expect(lastFrameEnd(file, 2)).toBe(0);
  });
});

describe('a damaged segment', () => {
  it('gives every frame but the damaged one, never a wrong record, and is kept aside', async () => {
    const { file, ends, records } = await writeGroups(12);
    const random = createRandom(13);
    for (let round = 0; round < 300; round++) {
      const at = random.int(file.length);
      const broken = Buffer.from(file);
      broken[at] = (broken[at] ?? 0) ^ (1 << random.int(8));
      await rm(segmentPath(directory, 1), { force: true });
      await writeFile(segmentPath(directory, 1), broken);
      await writeFile(segmentPath(directory, 2), '');
      const hit = ends.findIndex((end) => at < end);
      const frameBytes = (ends[hit] ?? 0) - (ends[hit - 1] ?? 0);
      const read = await readDirectory();
      expect(read).toEqual({ records: records.filter((_, index) => index !== hit).flat(), damaged: frameBytes });
    }
    expect(await readdir(directory)).toContain('0000000001.log.damaged');
  });

  it('survives a zeroed page in the middle, also while it is still the last one', async () => {
    const { file, ends, records } = await writeGroups(30);
    const broken = Buffer.from(file).fill(0, 2000, 2600);
    await writeFile(segmentPath(directory, 1), broken);
    const writer = await openLogWriter({ directory, lingerMs: 0 });
    await writer.append(bytes('next'));
    await writer.close();
    const intact = records.filter((_, index) => (ends[index] ?? 0) <= 2000 || (ends[index - 1] ?? 0) >= 2600);
    const read = await readDirectory();
    expect(read.records).toEqual([...intact.flat(), 'next']);
    expect(read.damaged).toBeGreaterThan(0);
  });

  it('does not take an old block of another segment for its own', async () => {
    const { file } = await writeGroups(2);
    await writeFile(segmentPath(directory, 2), file);
    await writeFile(segmentPath(directory, 3), '');
    const { damaged } = await readDirectory();
    expect(damaged).toBe(file.length);
  });

  it('moves past damage that nothing follows, and reports it once', async () => {
    const { file, ends } = await writeGroups(2);
    await writeFile(
      segmentPath(directory, 1),
      Buffer.from(file).fill(0, ends[0], ends[0] === undefined ? 0 : ends[0] + 40),
    );
    const reader = await openLogReader({ directory });
    const end = `1:${ends[1]}`;
    const limits = { recordsMax: 100, bytesMax: 1 << 20, end };
    const batch = await reader.read(START, limits);
    expect(batch?.to).toEqual(end);
    expect(await reader.read(end, limits)).toBeUndefined();
    expect(reader.damagedBytes()).toBe((ends[1] ?? 0) - (ends[0] ?? 0));
    await reader.close();
  });
});

describe('segments', () => {
  it('begin anew when full, and go when the reader has passed them', async () => {
    const writer = await openLogWriter({ directory, lingerMs: 0, segmentBytesMax: 200 });
    const texts = Array.from({ length: 20 }, (_, index) => `${index} ${'x'.repeat(80)}`);
    for (const value of texts) await writer.append(bytes(value));
    expect((await readdir(directory)).length).toBeGreaterThan(5);
    const reader = await openLogReader({ directory });
    const { records, to } = await readAll(reader);
    expect(text(records)).toEqual(texts);
    await reader.release(to);
    expect(await readdir(directory)).toEqual([`${String(positionOf(to).segment).padStart(10, '0')}.log`]);
    await writer.append(bytes('next'));
    expect(text((await readAll(reader, to)).records)).toEqual(['next']);
    await reader.close();
    await writer.close();
  });

  it('of a new log have numbers that no log before it had', async () => {
    const writer = await openLogWriter({ directory, now: () => Date.UTC(2026, 10, 18) });
    expect(positionOf(writer.end()).segment).toBeGreaterThan(Date.UTC(2026, 10, 18) / 1000);
    await writer.close();
  });

  it('are numbered above a cursor that outlived the directory', async () => {
    const writer = await openLogWriter({ directory, after: '41:7' });
    await writer.append(bytes('a'));
    expect(positionOf(writer.end()).segment).toBe(42);
    const reader = await openLogReader({ directory });
    expect(text((await readAll(reader, '41:7')).records)).toEqual(['a']);
    await reader.close();
    await writer.close();
  });
});

/** A disk that is full, or fails to sync, for as long as `fault` says so. */
function faultyDisk(): {
  fault: 'space' | 'sync' | undefined;
  opened: string[];
  open: (path: string) => Promise<SegmentFile>;
} {
  const disk: ReturnType<typeof faultyDisk> = { fault: undefined, opened: [], open: openFaulty };
  const failure = (code: string) => Object.assign(new Error(`${code}: from the test`), { code });
  async function openFaulty(path: string): Promise<SegmentFile> {
    disk.opened.push(path);
    await writeFile(path, '', { flag: 'wx' });
    let synced = true;
    let full = false;
    return {
      async writev(buffers) {
        if (full) throw failure('ENOSPC');
        // A disk that fills up takes a part first.
        full = disk.fault === 'space';
        const taken = full ? buffers.slice(0, 1) : buffers;
        await writeFile(path, Buffer.concat(taken), { flag: 'a' });
        return { bytesWritten: taken.reduce((sum, buffer) => sum + buffer.byteLength, 0) };
      },
      async datasync() {
        if (disk.fault === 'sync') {
          synced = false;
          throw failure('EIO');
        }
        if (!synced) throw new Error('a descriptor was synced again after it had failed');
        await Promise.resolve();
      },
      close: async () => await Promise.resolve(),
    };
  }
  return disk;
}

describe.each(['space', 'sync'] as const)('a disk that fails (%s)', (fault) => {
  it('refuses what it cannot keep, says so, and recovers by itself', async () => {
    const disk = faultyDisk();
    const writer = await openLogWriter({ directory, lingerMs: 0, openSegment: disk.open });
    await writer.append(bytes('a'));
    disk.fault = fault;
    const before = disk.opened.length;
    for (const value of ['b', 'c', 'd']) {
      await expect(writer.append(bytes(value))).rejects.toMatchObject({ code: 'log_unavailable' });
    }
    expect(writer.health()).toMatchObject({ ok: false, detail: expect.stringContaining('from the test') });
    expect(disk.opened.length).toBe(before + 2);
    disk.fault = undefined;
    await writer.append(bytes('e'));
    expect(writer.health()).toEqual({ ok: true });
    await writer.close();
    expect(await readDirectory()).toEqual({ records: ['a', 'e'], damaged: 0 });
  });
});

it('goes on when a write takes only a part', async () => {
  const disk = faultyDisk();
  const open = async (path: string): Promise<SegmentFile> => {
    const file = await disk.open(path);
    return {
      ...file,
      writev: async (buffers) => {
        const some = Buffer.concat(buffers).subarray(0, 7);
        return await file.writev([some]);
      },
    };
  };
  const writer = await openLogWriter({ directory, lingerMs: 0, openSegment: open });
  await writer.append(bytes('hello', '', 'a longer record than seven bytes'));
  await writer.close();
  expect((await readDirectory()).records).toEqual(['hello', '', 'a longer record than seven bytes']);
});

it('keeps what was acknowledged when the process is killed', async () => {
  const module = new URL('./log-writer.ts', import.meta.url).href;
  const script = `
    import { openLogWriter } from ${JSON.stringify(module)};
    const writer = await openLogWriter({ directory: process.argv[1], lingerMs: 0, segmentBytesMax: 20_000 });
    let next = 0;
    const work = async () => {
      for (;;) {
        const id = next++;
        await writer.append([[Buffer.from(id + ' ' + 'x'.repeat(500))]]);
        process.stdout.write(id + '\\n');
      }
    };
    await Promise.all(Array.from({ length: 16 }, work));
  `;
  for (let round = 0; round < 3; round++) {
    const program = startProgram(process.execPath, ['--input-type=module', '-e', script, directory]);
    await poll(() => program.output().split('\n').length > 200, {
      timeoutMs: 20_000,
      describe: () => program.output(),
    });
    await program.kill9();
    const acknowledged = program.output().split('\n').slice(0, -1);
    const writer = await openLogWriter({ directory, lingerMs: 0 });
    const reader = await openLogReader({ directory });
    const { records, to } = await readAll(reader);
    const kept = new Set(text(records).map((record) => record.split(' ')[0]));
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    expect(reader.damagedBytes()).toBe(0);
    await reader.release(`${positionOf(to).segment + 1}:0`);
    await reader.close();
    await writer.close();
  }
});
