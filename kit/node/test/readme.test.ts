import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  startCaptureServer,
  startKafka,
  startNats,
  startRabbitmq,
  startRedis,
  startSqs,
  type Broker,
  type CaptureServer,
} from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeApp, type ConformanceTarget } from '../conformance/compose-app.ts';
import { startApp, type AppResult } from '../conformance/run-app.ts';
import * as kit from '../src/index.ts';

const ROOT = join(import.meta.dirname, '../../..');
const OTHERS = join(ROOT, 'testkit/sdks/frameworks/node_modules');
const readme = await readFile(join(ROOT, 'kit/node/README.md'), 'utf8');

interface Example {
  readonly line: number;
  readonly file: string;
  readonly text: string;
  /**
   * What stands behind the language: `run` with the preload, `run=plain` and `run=cjs` without; `says=word` of the problem that it shows;
   * `get=/a,/b` for a service; `broker=redis`; `config`, which is compiled alone.
   */
  readonly marks: ReadonlyMap<string, string>;
}

function examples(): Example[] {
  return [...readme.matchAll(/^```js (\S.*)\n([^]*?)^```$/gm)].map((match, index) => {
    const marks = new Map((match[1] ?? '').split(' ').map((mark) => mark.split('=') as [string, string]));
    return {
      line: readme.slice(0, match.index).split('\n').length,
      file: `example-${index}.${marks.get('run') === 'cjs' ? 'cjs' : 'mjs'}`,
      text: match[2] ?? '',
      marks,
    };
  });
}

const ALL = examples();

describe('the README', () => {
  it('has an example of every export', () => {
    const code = ALL.map(({ text }) => text).join('\n');
    expect(Object.keys(kit).filter((name) => !new RegExp(`\\b${name}\\b`).test(code))).toEqual([]);
  });

  it('names every key of the configuration and every variable', async () => {
    const config = await readFile(join(ROOT, 'kit/node/src/service-config.ts'), 'utf8');
    const keys = [...config.matchAll(/^ {2}readonly (\w+)\??:/gm)].map((match) => match[1] ?? '');
    expect(keys.length).toBeGreaterThan(10);
    const environment = await readFile(join(ROOT, 'kit/node/src/read-environment.ts'), 'utf8');
    const variables = [...environment.matchAll(/'([A-Z]{3,}(?:_[A-Z]+)+)'/g)].map((match) => match[1] ?? '');
    expect(variables).toContain('SENTRY_KIT_MODE');
    expect([...keys, ...variables].filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  it('has examples that compile', async () => {
    const outer = await mkdtemp(join(tmpdir(), 'garrison-readme-'));
    const folder = join(outer, 'examples');
    try {
      // A package is looked for in the folder first, then in the one around it.
      await mkdir(folder);
      await symlink(OTHERS, join(outer, 'node_modules'));
      await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
      for (const { file, text } of ALL) await writeFile(join(folder, file), text);
      const compilerOptions = {
        allowJs: true,
        checkJs: true,
        strict: true,
        // Express has no types here.
        noImplicitAny: false,
        noEmit: true,
        skipLibCheck: true,
        allowImportingTsExtensions: true,
        module: 'nodenext',
        target: 'esnext',
        types: ['node'],
      };
      const files = ALL.map(({ file }) => file);
      await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
      const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
      const checked = await promisify(execFile)(process.execPath, [tsc, '-p', folder], { cwd: folder }).catch(
        (error: { stdout: string }) => error,
      );
      expect(checked.stdout.split('\n').filter((line) => line.startsWith('example-'))).toEqual([]);
    } finally {
      await rm(outer, { recursive: true });
    }
  });
});

const BROKERS: Readonly<Record<string, () => Promise<Broker>>> = {
  redis: startRedis,
  rabbitmq: startRabbitmq,
  kafka: startKafka,
  nats: startNats,
  sqs: startSqs,
};

describe.each(['', ...Object.keys(BROKERS)])('examples %s', (name) => {
  let app: Awaited<ReturnType<typeof composeApp>>;
  let broker: Broker | undefined;
  beforeAll(async () => {
    app = await composeApp({ major: 11 });
    broker = await BROKERS[name]?.();
  });
  afterAll(async () => {
    await broker?.close();
    await app.remove();
  });

  const mine = ALL.filter(({ marks }) => marks.has('run') && (marks.get('broker') ?? '') === name);
  it.each(mine)('run: line $line', async (example) => {
    const capture = await startCaptureServer();
    try {
      const paths = example.marks.get('get')?.split(',') ?? [];
      const { answers, ended } = await runExample(example, { app, capture, broker, paths });
      expect(answers).toEqual(paths.map((path) => (path === '/broken' ? 500 : 200)));
      const end = paths.length === 0 ? [0, null] : [null, 'SIGTERM'];
      expect([ended.exitCode, ended.signal], ended.output).toEqual(end);
      expect(capture.items('event').length >= (paths.includes('/broken') ? 1 : 0)).toBe(true);
      const expected = example.marks.get('says');
      const problems = ended.output.split('\n').filter((line) => line.startsWith('[garrison]'));
      expect(problems.filter((line) => expected === undefined || !line.includes(expected))).toEqual([]);
    } finally {
      await capture.close();
    }
  });
});

interface Surroundings {
  readonly app: ConformanceTarget;
  readonly capture: CaptureServer;
  readonly broker: Broker | undefined;
  readonly paths: readonly string[];
}

/** To its own end; a service gets its requests, and then SIGTERM. */
async function runExample(
  { file, text, marks }: Example,
  { app, capture, broker, paths }: Surroundings,
): Promise<{ answers: number[]; ended: AppResult }> {
  await writeFile(join(app.directory, file), text);
  const started = await startApp(app, {
    script: join(app.directory, file),
    nodeArguments: [
      ...(marks.get('run') === undefined ? ['--import', '@garrison/node/register'] : []),
      ...(paths.length === 0 ? [] : ['--import', './node_modules/.garrison-conformance/entry-observer.mjs']),
    ],
    env: {
      SENTRY_DSN: capture.dsn,
      SENTRY_TRACES_SAMPLE_RATE: '1',
      SENTRY_PROFILE_SESSION_SAMPLE_RATE: '0',
      PORT: '0',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      ...(broker && { BROKER_URL: broker.url, BROKER_PORT: portOf(broker.url) }),
    },
  });
  if (paths.length === 0) return { answers: [], ended: await started.ended };
  const { port } = await started.reported<{ port: number }>('listening');
  const answers: number[] = [];
  for (const path of paths) answers.push((await fetch(`http://localhost:${port}${path}`)).status);
  return { answers, ended: await started.stop() };
}

const portOf = (url: string): string => /:(\d+)/.exec(url)?.[1] ?? '';
