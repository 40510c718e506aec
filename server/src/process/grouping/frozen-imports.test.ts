import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import { expect, test } from 'vitest';

const room = import.meta.dirname;

/** Every file that a frozen version is made of, and what it imports. */
const files = ['frozen', 'versions']
  .flatMap((folder) =>
    readdirSync(join(room, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => {
    const source = readFileSync(join(room, name), 'utf8');
    const imports = [...source.matchAll(/(?:from|import) '([^']+)'/g)].map(([, specifier = '']) => specifier);
    return { name, imports };
  });

/** The date of a frozen block, from its folder. */
function dateOf(name: string): string | undefined {
  return /^frozen\/(\d{4}-\d{2}-\d{2})\//.exec(name)?.[1];
}

function isAllowed(name: string, specifier: string): boolean {
  if (!specifier.startsWith('.')) return ['node:crypto', '@garrison/protocol'].includes(specifier);
  const target = relative(room, resolve(room, dirname(name), specifier));
  return name.startsWith('versions/')
    ? dateOf(target) !== undefined || target === 'versions/version.ts'
    : (dateOf(target) ?? 'none') <= (dateOf(name) ?? '');
}

test.each(files)('$name depends on frozen blocks only, none younger than itself', ({ name, imports }) => {
  expect(imports.filter((specifier) => !isAllowed(name, specifier))).toEqual([]);
});

test('there are frozen files', () => {
  expect(files.length).toBeGreaterThan(20);
});
