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
  items.map((item) => (item.kind === 'frame' ? item.frame.function : `${item.frames.length} of ${item.names}`));

describe('folding', () => {
  it('counts runs of others, newest first, and leaves single ones', () => {
    expect(shape(foldFrames(frames, 'app', true))).toEqual(['capture', 'c', 'main', '2 of @fastify/static, express']);
  });

  it('reads oldest first when asked', () => {
    expect(shape(foldFrames(frames, 'app', false))).toEqual(['2 of express, @fastify/static', 'main', 'c', 'capture']);
  });

  it('shows everything in all mode, with the place in the event', () => {
    const items = foldFrames(frames, 'all', true);
    expect(items).toHaveLength(5);
    expect(items[0]).toMatchObject({ kind: 'frame', index: 4 });
  });

  it('starts folded without a frame of ours, but for the newest', () => {
    const only = [theirs('a'), theirs('b'), theirs('c')];
    expect(shape(foldFrames(only, 'app', true))).toEqual(['c', '2 of express']);
    expect(openedFrame(only)).toBe(2);
    expect(shape(foldFrames([theirs('a'), theirs('b')], 'app', true))).toEqual(['b', '1 of express']);
  });

  it('opens the newest frame of ours', () => expect(openedFrame(frames)).toBe(4));

  it('names where a frame is from', () => {
    expect(originOf({ filename: 'node:internal/process', inApp: false })).toBe('node');
    expect(originOf({ filename: '/usr/lib/python3/site-packages/fastapi/x.py', inApp: false })).toBe('fastapi');
    expect(originOf({ module: 'django.core', inApp: false })).toBe('django');
    expect(originOf({ inApp: false })).toBe('library');
  });
});
