import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GarrisonServer, poll, startGarrisonServer, startProgram } from '@garrison/testkit';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryOf, readEvent, type ShownEvent } from './read-back.ts';
import { type CliVersion, runSentryCli } from './sentry-cli.ts';

const here = import.meta.dirname;
const testkit = join(here, '../../testkit');

interface ShownFrame {
  readonly filename: string;
  readonly function: string | null;
  readonly lineNo: number;
  readonly context: readonly (readonly [number, string])[];
}

let server: GarrisonServer;
let organization: string;
const folders: string[] = [];
beforeAll(async () => {
  server = await startGarrisonServer();
  organization = await server.organization();
});
afterAll(async () => {
  await server.stop();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** A minified build with its map, as a service has it. */
async function buildShop(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'garrison-shop-'));
  folders.push(folder);
  await build({
    configFile: false,
    logLevel: 'silent',
    root: join(here, 'apps/shop-source'),
    build: {
      outDir: join(folder, 'dist'),
      emptyOutDir: true,
      sourcemap: true,
      minify: true,
      ssr: 'main.ts',
      rolldownOptions: { output: { entryFileNames: 'main.mjs' } },
    },
  });
  return join(folder, 'dist');
}

const cli = (version: CliVersion, args: readonly string[]) => runSentryCli({ version, server, organization, args });

async function runShop(dist: string, sdk: string, project: string): Promise<ShownEvent> {
  const program = startProgram(process.execPath, [join(dist, 'main.mjs'), join(testkit, 'sdks', sdk)], {
    env: { ...process.env, SENTRY_DSN: await server.dsn(project) },
  });
  await poll(() => program.exit() ?? undefined, { timeoutMs: 30_000, describe: () => program.output() });
  const [, id = ''] = /"event":"([0-9a-f]{32})"/.exec(program.output()) ?? [];
  return readEvent(server, project, id);
}

function framesOf(event: ShownEvent): ShownFrame[] {
  const { values } = entryOf<{ values: { stacktrace: { frames: ShownFrame[] } }[] }>(event, 'exception');
  return (values[0]?.stacktrace.frames ?? []).filter(({ filename }) => /(?:price|checkout|main)\.ts$/.test(filename));
}

describe.each([
  ['2', 'v10'],
  ['3', 'v11'],
] as const)('an upload by the unmodified sentry-cli %s', (version, sdk) => {
  const project = `shop-${version}`;
  let dist: string;
  beforeAll(async () => {
    await server.dsn(project);
    dist = await buildShop();
    await cli(version, ['sourcemaps', 'inject', dist]);
    await cli(version, ['sourcemaps', 'upload', '--project', project, '--wait', dist]);
  });

  it('shows the source that people wrote', async () => {
    const frames = framesOf(await runShop(dist, sdk, project));
    expect(frames.map(({ filename, function: name, lineNo }) => [filename.split('/').at(-1), name, lineNo])).toEqual([
      ['main.ts', expect.anything(), 15],
      ['checkout.ts', 'checkout', 7],
      ['checkout.ts', expect.anything(), 7],
      ['price.ts', 'priceOf', 8],
    ]);
    expect(frames.at(-1)?.context).toContainEqual([8, '  return (book.price as { readonly amount: number }).amount;']);
  });

  it('is not uploaded twice', async () => {
    const { stdout, stderr } = await cli(version, ['sourcemaps', 'upload', '--project', project, '--wait', dist]);
    expect(`${stdout}${stderr}`).toMatch(
      /Nothing to upload|already uploaded|up to date|Uploaded|File processing complete/i,
    );
  });
});

describe('a build without debug ids', () => {
  const project = 'site';
  const release = 'site@1.0.0';
  let dist: string;
  let raw: Record<string, unknown>;

  /** What a browser would have sent of the same error: the frames of the built file, at the address that it is served from. */
  async function sendFromBrowser(more: object): Promise<ShownEvent> {
    const event_id = randomUUID().replaceAll('-', '');
    const { exception } = raw;
    const text = JSON.stringify(exception).replaceAll(
      /[^"]*\/dist\/main\.mjs/g,
      'https://shop.example/assets/main.mjs?v=7',
    );
    const event = { event_id, platform: 'javascript', exception: JSON.parse(text) as object, ...more };
    const dsn = new URL(await server.dsn(project));
    const response = await fetch(`${server.url}/api${dsn.pathname}/store/?sentry_key=${dsn.username}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(event),
    });
    expect(response.status).toBe(200);
    return readEvent(server, project, event_id);
  }
  const debugOf = async ({ eventID }: ShownEvent) =>
    (await server.api(`/api/0/projects/${organization}/${project}/events/${eventID}/source-map-debug/`)).json();

  beforeAll(async () => {
    await server.dsn(project);
    dist = await buildShop();
    const { eventID } = await runShop(dist, 'v10', project);
    const stored = await server.api(`/api/0/projects/${organization}/${project}/events/${eventID}/json/`);
    raw = (await stored.json()) as Record<string, unknown>;
  });

  it('is found by release, dist and address, and maps what came before the upload on demand', async () => {
    const before = await sendFromBrowser({ release, dist: 'web' });
    expect(framesOf(before)).toEqual([]);
    expect(await debugOf(before)).toMatchObject({
      hasDebugIds: false,
      releaseHasArtifacts: false,
      frames: [{ problem: 'no_debug_id', advice: expect.stringContaining('sourcemaps inject') }, {}, {}, {}],
    });

    const upload = [
      '--project',
      project,
      '--release',
      release,
      '--dist',
      'web',
      '--url-prefix',
      '~/assets',
      '--wait',
      dist,
    ];
    await cli('3', ['sourcemaps', 'upload', ...upload]);

    const after = framesOf(await sendFromBrowser({ release, dist: 'web' }));
    expect(after.map(({ filename, lineNo }) => [filename.split('/').at(-1), lineNo])).toEqual([
      ['main.ts', 15],
      ['checkout.ts', 7],
      ['checkout.ts', 7],
      ['price.ts', 8],
    ]);
    const again = await server.api(
      `/api/garrison/projects/${organization}/${project}/events/${before.eventID}/symbolicated/`,
    );
    const mapped = (await again.json()) as { changed: number; debug: object } & ShownEvent;
    expect(mapped).toMatchObject({ changed: 4, debug: { releaseHasArtifacts: true, frames: [] } });
    expect(framesOf(mapped)).toEqual(after);
  });

  it('says that another dist was uploaded', async () => {
    const event = await sendFromBrowser({ release, dist: 'mobile' });
    expect(event).toMatchObject({
      errors: [
        {
          type: 'missing_source',
          data: { value: 'The file was uploaded for the dist web; the event came for the dist mobile' },
        },
      ],
    });
  });

  it('of another release nothing is said, and nothing mapped', async () => {
    const event = await sendFromBrowser({ release: 'site@2.0.0', dist: 'web' });
    expect(framesOf(event)).toEqual([]);
    expect(event).toMatchObject({ errors: [] });
  });
});

it('a build that was never uploaded says why its frames are minified', async () => {
  await server.dsn('bare');
  const dist = await buildShop();
  await cli('3', ['sourcemaps', 'inject', dist]);
  // Another build than the uploaded ones: with a debug id of its own.
  await writeFile(join(dist, 'main.mjs'), (await readFile(join(dist, 'main.mjs'), 'utf8')).replace('Emma', 'Ema'));
  const event = await runShop(dist, 'v11', 'bare');
  expect(event).toMatchObject({ errors: [{ type: 'missing_source' }] });
  const debug = await server.api(`/api/0/projects/${organization}/bare/events/${event.eventID}/source-map-debug/`);
  expect(await debug.json()).toMatchObject({
    hasDebugIds: true,
    projectHasArtifacts: false,
    frames: [
      { problem: 'missing_source', isUploadedNow: false, advice: expect.stringContaining('--project bare') },
      {},
      {},
      {},
    ],
  });
});

describe('what is wrong in an upload is said', () => {
  const post = (path: string, body: object) =>
    server.api(`/api/0/organizations/${organization}${path}`, { method: 'POST', body: JSON.stringify(body) });

  it('an unknown project', async () => {
    const response = await post('/artifactbundle/assemble/', {
      checksum: 'a'.repeat(40),
      chunks: [],
      projects: ['gone'],
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ projects: ['There is no project “gone” in this organization.'] });
  });

  it('chunks that are missing', async () => {
    await server.dsn('bare');
    const checksum = 'b'.repeat(40);
    const response = await post('/artifactbundle/assemble/', { checksum, chunks: [checksum], projects: ['bare'] });
    expect(await response.json()).toEqual({ state: 'not_found', missingChunks: [checksum], detail: null });
  });

  it.each([
    ['a chunk that is not what its name says', 'c'.repeat(40), 'hello', 400],
    ['a name that is no checksum', '../../etc/passwd', 'hello', 400],
  ])('%s', async (_, name, content, status) => {
    const form = new FormData();
    form.append('file', new Blob([content]), name);
    const response = await fetch(`${server.url}/api/0/organizations/${organization}/chunk-upload/`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.adminToken}` },
      body: form,
    });
    expect(response.status).toBe(status);
  });

  it('a bundle that is no bundle', async () => {
    const checksum = 'aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d';
    const form = new FormData();
    form.append('file', new Blob(['hello']), checksum);
    const upload = await fetch(`${server.url}/api/0/organizations/${organization}/chunk-upload/`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.adminToken}` },
      body: form,
    });
    expect(upload.status).toBe(200);
    const response = await post('/artifactbundle/assemble/', { checksum, chunks: [checksum], projects: ['bare'] });
    expect(await response.json()).toMatchObject({
      state: 'error',
      detail: 'The upload is no artifact bundle: it does not begin with SYSB',
    });
  });
});
