import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type GarrisonServer, startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');
const STOCK = join(ROOT, 'testkit/clis/node_modules/sentry-cli-3/node_modules/@sentry/cli-linux-x64/bin/sentry-cli');

let server: GarrisonServer;
let organization: string;
let folder: string;
beforeAll(async () => {
  server = await startGarrisonServer();
  organization = await server.organization();
  folder = await mkdtemp(join(tmpdir(), 'garrison-monorepo-'));
  for (const project of ['web', 'api']) {
    await server.dsn(project);
    await service(project);
  }
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A built service: two files with their maps. */
async function service(name: string, more: { maps?: boolean; version?: string } = {}): Promise<string> {
  const own = join(folder, name);
  await mkdir(join(own, 'dist/chunks'), { recursive: true });
  await writeFile(join(own, 'package.json'), JSON.stringify({ name, version: more.version ?? '1.0.0' }));
  for (const file of ['main.js', 'chunks/pay.js']) {
    const base = file.split('/').at(-1) ?? '';
    await writeFile(join(own, 'dist', file), `console.log("${name} ${file}");\n//# sourceMappingURL=${base}.map\n`);
    const map = {
      version: 3,
      file: base,
      sources: ['../src/main.ts'],
      sourcesContent: ['log()'],
      names: [],
      mappings: 'AAAA',
    };
    if (more.maps !== false) await writeFile(join(own, 'dist', `${file}.map`), JSON.stringify(map));
  }
  return own;
}

interface Ended {
  readonly code: number;
  readonly text: string;
}

async function garrison(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const options = {
    cwd: folder,
    env: {
      ...process.env,
      SENTRY_URL: server.url,
      SENTRY_ORG: organization,
      SENTRY_AUTH_TOKEN: server.adminToken,
      GIT_COMMIT: '0123456789abcdef0123456789abcdef01234567',
      ...env,
    },
  };
  const command = [join(ROOT, 'cli/src/main.ts'), 'sourcemaps', '--sentry-cli', STOCK, ...args];
  try {
    const { stdout, stderr } = await run(process.execPath, command, options);
    return { code: 0, text: `${stdout}${stderr}` };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, text: `${stdout}${stderr}` };
  }
}

interface Manifest {
  readonly release: string;
  readonly files: readonly { readonly path: string; readonly debugId: string }[];
}
const manifestOf = async (name: string) =>
  JSON.parse(await readFile(join(folder, name, 'dist/.sentry-manifest.json'), 'utf8')) as Manifest;
const known = async (project: string, debugId: string) =>
  (await server.api(`/api/0/projects/${organization}/${project}/artifact-lookup/?debug_id=${debugId}`)).json();

describe('garrison sourcemaps', () => {
  it('with --dry-run changes and sends nothing', async () => {
    expect(await garrison(['web', '--dry-run'])).toMatchObject({
      code: 0,
      text: expect.stringMatching(/web: would upload 2 files with their maps as web@1\.0\.0\+0123/),
    });
    expect(await readFile(join(folder, 'web/dist/main.js'), 'utf8')).not.toContain('debugId');
    expect(existsSync(join(folder, 'web/dist/.sentry-manifest.json'))).toBe(false);
  });

  it('uploads services, proves it, announces releases, and deletes maps only then', async () => {
    const ended = await garrison(['web', 'api', '--deploy', 'production', '--delete-maps']);
    expect(ended).toMatchObject({ code: 0, text: expect.stringContaining('[2/2]') });
    for (const name of ['web', 'api']) {
      const { release, files } = await manifestOf(name);
      expect(files.map(({ path }) => path)).toEqual(['chunks/pay.js', 'main.js']);
      for (const { debugId } of files) expect(await known(name, debugId)).toHaveLength(1);
      const shown = await server.api(`/api/0/organizations/${organization}/releases/${encodeURIComponent(release)}/`);
      expect(await shown.json()).toMatchObject({
        dateReleased: expect.any(String),
        lastDeploy: { environment: 'production' },
        projects: [{ slug: name }],
      });
      expect(existsSync(join(folder, name, 'dist/main.js.map'))).toBe(false);
    }
    // Ids are made of the built files: the other project's are not its own.
    const [first] = (await manifestOf('web')).files;
    expect(await known('api', first?.debugId ?? '')).toEqual([]);
  });

  it('uploads only what the server does not have', async () => {
    await service('web');
    expect(await garrison(['web'])).toMatchObject({
      code: 0,
      text: expect.stringContaining('unchanged, 2 files are there'),
    });
  });

  it.each<[string, () => Promise<Ended>, number, RegExp]>([
    [
      'without maps',
      async () => garrison([await service('bare', { maps: false })]),
      1,
      /2 built files have no source map/,
    ],
    ['nothing built', async () => garrison([await service('web'), '--dist', 'gone']), 1, /build folder cannot be read/],
    [
      'no release',
      async () => garrison([await service('web')], { SENTRY_RELEASE: 'undefined' }),
      1,
      /its release would be/,
    ],
    ['no token', () => garrison(['web'], { SENTRY_AUTH_TOKEN: '' }), 2, /SENTRY_AUTH_TOKEN is not set/],
    ['no such folder', () => garrison(['nowhere']), 2, /there is no folder/],
    ['no such project', async () => garrison([`${await service('web')}:nowhere`]), 3, /There is no project “nowhere”/],
    ['no server', () => garrison(['web', '--url', 'http://127.0.0.1:9']), 4, /does not answer/],
    ['another map', async () => garrison([await mixed()]), 1, /belongs to other\.js/],
  ])('fails the build: %s', async (_, command, code, text) => {
    expect(await command()).toEqual({ code, text: expect.stringMatching(text) });
  });
});

async function mixed(): Promise<string> {
  const own = await service('mixed');
  await writeFile(
    join(own, 'dist/main.js.map'),
    JSON.stringify({ version: 3, file: 'other.js', sources: [], mappings: '' }),
  );
  return own;
}
