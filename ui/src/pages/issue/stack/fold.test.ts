import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../data/shapes.ts';
import { foldFrames, openedFrame, originOf } from './fold.ts';

const ours = (name: string): Frame => ({ filename: `src/${name}.ts`, function: name, inApp: true });
const theirs = (name: string, dependency = 'express'): Frame => ({
  filename: `/app/node_modules/${dependency}/lib/${name}.js`,
  function: name,
  inApp: false,
});
const frames = [theirs('a'), theirs('b', '@fastify/static'), ours('main'), theirs('c'), ours('capture')];

const shape = (items: ReturnType<typeof foldFrames>) =>
  items.map((item) => {
    if (item.kind === 'frame') return item.frame.function;
    if (item.kind === 'cut') return `${item.count} removed`;
    return item.period === undefined
      ? `${item.frames.length} of ${item.names}`
      : `${item.frames.length} again, ${item.period} each`;
  });

describe('folding', () => {
  it('counts runs of others, newest first, and leaves single ones', () => {
    expect(shape(foldFrames(frames, { mode: 'app', newestFirst: true }))).toEqual([
      'capture',
      'c',
      'main',
      '2 of @fastify/static, express',
    ]);
  });

  it('reads oldest first when asked', () => {
    expect(shape(foldFrames(frames, { mode: 'app', newestFirst: false }))).toEqual([
      '2 of express, @fastify/static',
      'main',
      'c',
      'capture',
    ]);
  });

  it('shows everything in all mode, with the place in the event', () => {
    const items = foldFrames(frames, { mode: 'all', newestFirst: true });
    expect(items).toHaveLength(5);
    expect(items[0]).toMatchObject({ kind: 'frame', index: 4 });
  });

  it('starts folded without a frame of ours, but for the newest', () => {
    const only = [theirs('a'), theirs('b'), theirs('c')];
    expect(shape(foldFrames(only, { mode: 'app', newestFirst: true }))).toEqual(['c', '2 of express']);
    expect(openedFrame(only)).toBe(2);
    expect(shape(foldFrames([theirs('a'), theirs('b')], { mode: 'app', newestFirst: true }))).toEqual([
      'b',
      '1 of express',
    ]);
  });

  it('opens the newest frame of ours', () => expect(openedFrame(frames)).toBe(4));

  it('names where a frame is from', () => {
    expect(originOf({ filename: 'node:internal/process', inApp: false })).toBe('node');
    expect(originOf({ filename: '/usr/lib/python3/site-packages/fastapi/x.py', inApp: false })).toBe('fastapi');
    expect(originOf({ module: 'django.core', inApp: false })).toBe('django');
    expect(originOf({ inApp: false })).toBe('library');
  });
});

describe('recursion', () => {
  const repeated = (count: number, ...names: string[]) => Array.from({ length: count }, () => names.map(ours)).flat();

  it('is one row after the frames that repeat, in every order and mode', () => {
    const list = [ours('main'), ...repeated(50, 'walk', 'visit'), ours('fail')];
    const newestFirst = ['fail', 'visit', 'walk', '98 again, 2 each', 'main'];
    expect(shape(foldFrames(list, { mode: 'app', newestFirst: true }))).toEqual(newestFirst);
    expect(shape(foldFrames(list, { mode: 'all', newestFirst: false }))).toEqual([
      'main',
      'walk',
      'visit',
      '98 again, 2 each',
      'fail',
    ]);
  });

  it('is not what happens twice', () => {
    const list = repeated(2, 'walk');
    expect(shape(foldFrames(list, { mode: 'app', newestFirst: true }))).toEqual(['walk', 'walk']);
  });

  it('keeps every frame', () => {
    const list = [...repeated(5, 'a'), ...repeated(4, 'a', 'b', 'c'), ours('d')];
    const items = foldFrames(list, { mode: 'all', newestFirst: true });
    const indexes = items.flatMap((item) => {
      if (item.kind === 'cut') return [];
      return item.kind === 'frame' ? [item.index] : item.frames.map(({ index }) => index);
    });
    expect(indexes).toEqual(list.map((_, i) => i).toReversed());
  });
});

describe('removed frames', () => {
  it('are marked where they were', () => {
    const list = [ours('a'), theirs('b'), theirs('c'), ours('d')];
    const cut = { at: 2, count: 50 };
    expect(shape(foldFrames(list, { mode: 'all', newestFirst: true, cut }))).toEqual([
      'd',
      'c',
      '50 removed',
      'b',
      'a',
    ]);
    expect(shape(foldFrames(list, { mode: 'app', newestFirst: false, cut }))).toEqual([
      'a',
      'b',
      '50 removed',
      'c',
      'd',
    ]);
  });
});
