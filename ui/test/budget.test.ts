import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

/** Entries of Vite's manifest; `imports` load with the file, `dynamicImports` when asked for. */
interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

const dist = join(import.meta.dirname, '../dist');
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;

function closure(names: readonly string[]): Chunk[] {
  const found = new Map<string, Chunk>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (chunk === undefined || found.has(name)) return;
    found.set(name, chunk);
    for (const next of chunk.imports ?? []) visit(next);
  };
  for (const name of names) visit(name);
  return [...found.values()];
}

function kilobytes(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0) / 1000;
}

const scripts = (...names: string[]) => kilobytes(closure(names).map(({ file }) => file));
const styles = (...names: string[]) => kilobytes([...new Set(closure(names).flatMap(({ css = [] }) => css))]);

/** Every page, with what it needs before it can be read; charts and colours of code come after that. */
const PAGES = Object.keys(manifest).filter((name) => /^src\/pages\/.*-page\.tsx$/.test(name));

/** The issue page has the most panels; it is mostly reached from the stream, whose files it then has. */
const SCRIPTS_MAX: Readonly<Record<string, number>> = { 'src/pages/issue/issue-page.tsx': 125 };

/** What comes later by itself: a file that is not asked for by a page alone. */
const LATER = ['src/parts/chart/chart.tsx', 'src/parts/lowlight.ts', 'src/app/palette.tsx', 'src/parts/menu/float.tsx'];

describe('bytes, gzip', () => {
  it.each(PAGES)(
    'keeps to 120 kB of scripts (the issue page: 125) and 20 kB of styles for %s as the first page',
    (name) => {
      expect(scripts('index.html', name)).toBeGreaterThan(50);
      expect(scripts('index.html', name)).toBeLessThanOrEqual(SCRIPTS_MAX[name] ?? 120);
      expect(styles('index.html', name)).toBeLessThanOrEqual(20);
    },
  );

  it.each(LATER)('leaves %s to a file of its own, of at most 40 kB', (name) => {
    const first = closure(['index.html', 'src/pages/stream/stream-page.tsx']);
    expect(first).not.toContain(manifest[name]);
    const own = closure([name]).filter((chunk) => !first.includes(chunk));
    expect(kilobytes(own.map(({ file }) => file))).toBeLessThanOrEqual(40);
  });

  it('leaves every script and style compressed, brotli a tenth smaller than gzip', () => {
    const files = closure(['index.html']).flatMap(({ file, css = [] }) => [file, ...css]);
    const sizes = files.filter((file) => existsSync(join(dist, `${file}.br`)));
    const total = (ending: string) => sizes.reduce((sum, file) => sum + statSync(join(dist, file + ending)).size, 0);
    expect(sizes.length).toBeGreaterThan(5);
    expect(total('.br')).toBeLessThan(total('.gz') * 0.9);
  });

  it('names its files relative to the page, for the server to put a path in front', () => {
    const page = readFileSync(join(dist, 'index.html'), 'utf8');
    expect(page).toContain('content="__BASE_PATH__"');
    expect([...page.matchAll(/(?:src|href)="([^"]*)"/g)].filter(([, url]) => !url?.startsWith('./'))).toEqual([]);
  });

  it('leaves a place for the nonce of each answer', () => {
    expect(readFileSync(join(dist, 'index.html'), 'utf8')).toContain('nonce="__CSP_NONCE__"');
  });
});
