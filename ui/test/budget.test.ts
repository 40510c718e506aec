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

const PAGES = {
  stream: ['src/pages/stream/stream-page.tsx', 'src/parts/chart/chart.tsx'],
  issue: ['src/pages/issue/issue-page.tsx', 'src/parts/lowlight.ts'],
  stats: ['src/pages/stats/stats-page.tsx', 'src/parts/chart/chart.tsx'],
  project: ['src/pages/project-settings/project-settings-page.tsx', 'src/parts/lowlight.ts'],
} as const;

describe('bytes, gzip', () => {
  it('keeps the shell under 215 kB', () => {
    expect(scripts('index.html')).toBeGreaterThan(50);
    expect(scripts('index.html')).toBeLessThanOrEqual(215);
  });

  it.each(Object.entries(PAGES))('keeps a first visit of the %s page under 260 kB, styles under 20 kB', (_, names) => {
    for (const name of names) expect(manifest).toHaveProperty([name]);
    expect(scripts('index.html', ...names)).toBeLessThanOrEqual(260);
    expect(styles('index.html', ...names)).toBeLessThanOrEqual(20);
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
