import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openApiDocument } from '../src/api/openapi/openapi-document.ts';
import { ERRORS } from '../src/errors.ts';

const ROOT = join(import.meta.dirname, '../..');
const rows = Object.entries(ERRORS).map(([code, { status, text, retry, report }]) => [
  `\`${code}\``,
  String(status),
  text,
  retry ? 'yes' : 'no',
  report ? 'yes' : 'no',
]);

it('the error table is the one in the documents', () => {
  const documented = readFileSync(join(ROOT, 'docs/errors.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  expect(documented).toEqual(rows);
});

it("the API's document has the same codes, statuses and texts", async () => {
  const { components } = (await openApiDocument()) as {
    components: { responses: Record<string, { description: string; headers?: object }> };
  };
  const described = Object.entries(components.responses).map(([code, { description, headers }]) => [
    `\`${code}\``,
    description,
    headers === undefined ? 'no' : 'yes',
  ]);
  expect(described).toEqual(rows.map(([code, status, text, retry]) => [code, `${status}: ${text}`, retry]));
});

it('every code is used', () => {
  const sources = globSync('server/src/**/*.ts', { cwd: ROOT })
    .filter((path) => !path.endsWith('.test.ts') && !path.endsWith('server/src/errors.ts'))
    .map((path) => readFileSync(join(ROOT, path), 'utf8'))
    .join('\n');
  // Ingest makes `auth_…` of what was wrong with the authentication.
  const isUsed = (code: string): boolean => code.startsWith('auth_') || sources.includes(`'${code}'`);
  expect(Object.keys(ERRORS).filter((code) => !isUsed(code))).toEqual([]);
});
