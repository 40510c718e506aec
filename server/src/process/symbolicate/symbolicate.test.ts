import { join } from 'node:path';
import type { Frame } from '@garrison/protocol';
import { beforeAll, describe, expect, test } from 'vitest';
import { build } from 'vite';
import { compileSourceMap, MalformedMap } from './compile-source-map.ts';
import { decodeMap, encodeMap, openMap } from './compiled-map.ts';
import { functionScopes } from './function-scopes.ts';
import { cleanSourcePath } from './source-path.ts';
import { symbolicateFrames } from './symbolicate-frames.ts';

const MAP_URL = 'https://shop.example/assets/app.js.map';
let code: string;
let mapText: string;

/** A real minified bundle of two TypeScript files with its map. */
beforeAll(async () => {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    root: join(import.meta.dirname, 'fixture'),
    build: {
      write: false,
      sourcemap: true,
      minify: true,
      lib: { entry: 'entry.ts', formats: ['es'], fileName: 'app' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error('The fixture was not built');
  code = chunk.code;
  mapText = JSON.stringify(chunk.map);
});

/** What V8 says of the error that the minified code throws, in Sentry's order of frames. */
async function thrownFrames(): Promise<Frame[]> {
  const url = `data:text/javascript,${encodeURIComponent(code)}`;
  const { checkout } = (await import(/* @vite-ignore */ url)) as { checkout: () => number };
  try {
    checkout();
  } catch (error) {
    const lines = (error as Error).stack?.split('\n').filter((line) => line.includes('data:text/javascript')) ?? [];
    return lines.toReversed().map((line) => {
      const [, at, lineno, colno] = /at (?:(\S+) )?.*:(\d+):(\d+)\)?$/.exec(line) ?? [];
      return {
        abs_path: 'https://shop.example/assets/app.js',
        filename: '/assets/app.js',
        ...(at === undefined ? {} : { function: at }),
        lineno: Number(lineno),
        colno: Number(colno),
        in_app: true,
      };
    });
  }
  throw new Error('The fixture did not throw');
}

test('frames of a minified bundle show the source that people wrote', async () => {
  const map = openMap(compileSourceMap(mapText, MAP_URL));
  const { frames, changed, problems } = symbolicateFrames(await thrownFrames(), () => ({ map, mapUrl: MAP_URL }));
  expect(problems).toEqual([]);
  expect(changed).toBe(frames.length);
  expect(frames.map((frame) => [frame.filename?.split('/').at(-1), frame.lineno, frame.function])).toEqual([
    ['entry.ts', 7, 'checkout'],
    ['store.ts', 14, 'Cart.total'],
    ['store.ts', 14, '<anonymous>'],
    ['store.ts', 19, 'priceOf'],
  ]);
  expect(frames.at(-1)).toMatchObject({
    context_line: '  const { amount } = book.price!;',
    pre_context: [
      '    return this.#books.reduce((sum, book) => sum + priceOf(book), 0);',
      '  }',
      '}',
      '',
      'function priceOf(book: Book): number {',
    ],
    post_context: ['  return amount;', '}', ''],
    in_app: true,
    data: { symbolicated: true, sourcemap: MAP_URL },
  });
});

test('a compiled map is the same after it was on disk', () => {
  const parts = compileSourceMap(mapText, MAP_URL);
  const read = decodeMap(encodeMap(parts));
  expect(read).toBeDefined();
  if (read === undefined) return;
  expect({ ...read, contents: read.contents }).toEqual(parts);
  expect(decodeMap(Buffer.from('something else'))).toBeUndefined();
});

describe('maps of every form', () => {
  const plain = { version: 3, sources: ['a.js'], names: ['f'], mappings: 'AAAAA', sourcesContent: ['f()'] };
  test('an indexed map moves its sections', () => {
    const indexed = {
      version: 3,
      sections: [
        { offset: { line: 0, column: 0 }, map: plain },
        { offset: { line: 2, column: 4 }, map: { ...plain, sources: ['b.js'] } },
      ],
    };
    const map = openMap(compileSourceMap(JSON.stringify(indexed), MAP_URL));
    expect(map.lookup(2, 3)).toBeUndefined();
    const position = map.lookup(2, 9);
    expect(position).toMatchObject({ line: 0, column: 0, name: 'f' });
    expect(map.sources[position?.source ?? -1]).toBe('https://shop.example/assets/b.js');
  });

  test('a line against inclusion in front is skipped', () => {
    expect(openMap(compileSourceMap(`)]}'\n${JSON.stringify(plain)}`, MAP_URL)).lookup(0, 0)).toBeDefined();
  });

  test.each(['', '[]', '{"version":3}', '{"version":3,"mappings":"\u0000!","sources":1}', 'null', '{"sections":[{}]}'])(
    '%j is refused as malformed',
    (text) => {
      expect(() => compileSourceMap(text, MAP_URL)).toThrow(MalformedMap);
    },
  );

  test('a line of a million segments is looked up at once', () => {
    const mappings = 'AAAA' + ',CAAC'.repeat(1_000_000);
    const map = openMap(compileSourceMap(JSON.stringify({ ...plain, mappings }), MAP_URL));
    expect(map.lookup(0, 999_999)).toMatchObject({ line: 0, column: 999_999 });
  });
});

describe('each frame fails alone and says why', () => {
  const frame: Frame = { abs_path: 'https://shop.example/app.js', function: 'n', lineno: 1, colno: 1 };
  test.each([
    [{ problem: 'missing_sourcemap' as const }, frame, 'missing_sourcemap'],
    [{ problem: 'malformed_sourcemap' as const, detail: 'why' }, frame, 'malformed_sourcemap'],
  ])('%j', (file, of, type) => {
    const { frames, problems } = symbolicateFrames([of], () => file);
    expect(frames).toEqual([of]);
    expect(problems).toMatchObject([{ type, path: 'https://shop.example/app.js' }]);
  });

  test.each([0, -4, 90_000])('a frame in line %d is invalid_location', (lineno) => {
    const map = openMap(compileSourceMap(mapText, MAP_URL));
    const of = { ...frame, lineno };
    const { frames, problems } = symbolicateFrames([of], () => ({ map, mapUrl: MAP_URL }));
    expect(frames).toEqual([of]);
    expect(problems).toMatchObject([{ type: 'invalid_location' }]);
  });

  test('a map without the source maps the place, and says that the text is missing', async () => {
    const { sourcesContent: _, ...bare } = JSON.parse(mapText) as Record<string, unknown>;
    const map = openMap(compileSourceMap(JSON.stringify(bare), MAP_URL));
    const thrown = await thrownFrames();
    const { frames, problems } = symbolicateFrames(thrown.slice(-1), () => ({ map, mapUrl: MAP_URL }));
    expect(frames[0]).toMatchObject({ data: { symbolicated: true } });
    expect(frames[0]).not.toHaveProperty('context_line');
    expect(problems).toMatchObject([{ type: 'missing_source_content' }]);
  });

  test('of a minified line without a map the part around the column is shown', () => {
    const text = `${'x'.repeat(5000)}HERE${'y'.repeat(5000)}`;
    const { frames } = symbolicateFrames([{ ...frame, colno: 5001 }], () => ({ problem: 'missing_sourcemap', text }));
    expect(frames[0]?.context_line).toContain('xHEREy');
    expect(frames[0]?.context_line?.length).toBeLessThan(300);
  });
});

test.each([
  ['webpack:///./src/a.ts', './src/a.ts', undefined],
  ['webpack:///./src/a.ts?1f2e', './src/a.ts', undefined],
  ['webpack://shop/src/a.tsx', 'src/a.tsx', undefined],
  ['webpack:///./~/react/index.js', './~/react/index.js', false],
  ['webpack:///webpack/bootstrap', 'webpack/bootstrap', false],
  ['turbopack:///[project]/src/a.ts', 'src/a.ts', undefined],
  [
    'turbopack:///[project]/node_modules/react/index.js [app-client] (ecmascript)',
    'node_modules/react/index.js',
    false,
  ],
  ['https://shop.example/src/a.ts?v=1', '/src/a.ts', undefined],
  ['../../src/a.ts', 'src/a.ts', undefined],
  ['file:///app/src/a.ts', '/app/src/a.ts', undefined],
  ['app:///src/a.ts', '/src/a.ts', undefined],
])('%s is %s', (source, filename, inApp) => {
  expect(cleanSourcePath(source)).toMatchObject({ filename, inApp });
});

test.each([
  ['function load() {\n  here();\n}', 'load'],
  ['const load = async () => here();', 'load'],
  ['class Store { load() { here(); } }', 'Store.load'],
  ['class Store { static load = () => here(); }', 'Store.load'],
  ['class Store { constructor() { here(); } }', 'new Store'],
  ['class Store { #load() { here(); } }', 'Store.#load'],
  ['const api = { load() { here(); } };', 'load'],
  ['exports.load = function () { here(); };', 'load'],
  ['Store.prototype.load = function () { here(); };', 'Store.load'],
  ['function outer() { list.map((one) => here()); }', undefined],
  ['here();', undefined],
  ['const View = () => <p onClick={() => {}}>{here()}</p>;', 'View'],
  ['this is ( no JavaScript here() ', undefined],
])('the function around the call in %s is %s', (text, expected) => {
  const at = text.indexOf('here');
  const before = text.slice(0, at);
  const line = before.split('\n').length - 1;
  expect(functionScopes(text, 'a.tsx')(line, at - (before.lastIndexOf('\n') + 1))).toBe(expected);
});
