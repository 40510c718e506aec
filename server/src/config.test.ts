import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { helpText, parseConfig, SETTINGS, settingsMarkdown } from './config.ts';

const TESTS = join(import.meta.dirname, '../test');

function parsed(environment: Record<string, string>) {
  const result = parseConfig(environment);
  if ('problems' in result) throw new Error(result.problems.join('\n'));
  return result.config;
}

function problems(environment: Record<string, string>): readonly string[] {
  const result = parseConfig(environment);
  return 'problems' in result ? result.problems : [];
}

describe('parseConfig', () => {
  it('needs nothing', () => {
    expect(parsed({})).toMatchObject({ port: 9000, host: '127.0.0.1', organization: 'acme-corp', retentionDays: 90 });
  });

  it('reports every problem at once, with the way to fix it', () => {
    expect(
      problems({
        GARRISON_PORT: '99999',
        GARRISON_ORG: 'Acme Corp',
        GARRISON_PUBLIC_URL: 'example.com',
        GARRISON_TYPO: '1',
      }),
    ).toEqual([
      'GARRISON_PORT must be a whole number from 0 to 65535, not “99999”',
      expect.stringContaining('GARRISON_ORG must be a slug'),
      'GARRISON_PUBLIC_URL must be an http or https URL, not “example.com”',
      'GARRISON_TYPO is not a setting; see garrison serve --help',
    ]);
  });

  it('never prints a secret', () => {
    const config = parsed({
      GARRISON_ADMIN_PASSWORD: 'hunter2-hunter2',
      GARRISON_CLICKHOUSE_URL: 'http://u:p4ss@host:8123/db',
    });
    expect(JSON.stringify(config) + String(config.adminPassword)).not.toMatch(/hunter2|p4ss/);
    expect(config.adminPassword?.reveal()).toBe('hunter2-hunter2');
  });

  it('refuses less memory for requests than the longest one needs', () => {
    expect(problems({ GARRISON_HELD_BYTES_MAX: '100000000' })).toEqual([
      'GARRISON_HELD_BYTES_MAX must be at least 262144000 (2.5 times GARRISON_ENVELOPE_BYTES_MAX), not 100000000: the longest requests would never be accepted',
    ]);
    expect(problems({ GARRISON_HELD_BYTES_MAX: '100000000', GARRISON_ENVELOPE_BYTES_MAX: '40000000' })).toEqual([]);
  });

  it('refuses weak credentials beyond this machine', () => {
    const weak = { GARRISON_ADMIN_PASSWORD: 'short', GARRISON_ADMIN_TOKEN: 'short' };
    expect(problems({ ...weak, GARRISON_HOST: '0.0.0.0' })).toHaveLength(2);
    expect(problems(weak)).toEqual([]);
  });
});

describe('the settings', () => {
  it('are all in the help', () => {
    for (const { env } of Object.values(SETTINGS)) expect(helpText()).toContain(env);
  });

  it('are all in docs/configuration.md', async () => {
    await expect(settingsMarkdown()).toMatchFileSnapshot('../../docs/configuration.md');
  });

  it('have a wiring test each, named after it', () => {
    const files = globSync('*.test.ts', { cwd: TESTS }).map((name) => readFileSync(join(TESTS, name), 'utf8'));
    const titles = files.flatMap((text) =>
      [...text.matchAll(/\b(?:it|describe)\('([^']+)'/g)].map(([, title]) => title),
    );
    expect(titles.length).toBeGreaterThan(20);
    const untested = Object.values(SETTINGS).filter(({ env }) => !titles.some((title) => title?.includes(env)));
    expect(untested).toEqual([]);
  });
});
