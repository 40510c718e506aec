/**
 * `npm run pack`: builds every package that is published and writes its tarball to `dist/packages/`.
 * In the repository `exports` name the sources; a package under `node_modules` needs JavaScript, so the packed manifest is
 * written here. Each tarball is then checked as its users will meet it: publint and "are the types wrong".
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { packPython } from './pack-python.ts';

interface Published {
  readonly workspace: string;
  /** Subpath of `exports` → name of its build. */
  readonly entries: Readonly<Record<string, string>>;
  /** What the manifest has beside that. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Folders of the repository that the build carries, each as one JSON file (name → text): file name → path. */
  readonly texts?: Readonly<Record<string, string>>;
}

const PUBLISHED: readonly Published[] = [
  {
    workspace: 'kit/node',
    entries: { '.': 'index', './register': 'register', './conformance': 'conformance' },
    fields: { sideEffects: ['./dist/register.*'] },
  },
  {
    workspace: 'cli',
    entries: { '.': 'index' },
    fields: { bin: { garrison: './dist/main.mjs' }, sideEffects: ['./dist/main.mjs'] },
    texts: { 'template.json': 'examples/sentry-config' },
  },
];

const root = join(import.meta.dirname, '..');
const target = join(root, 'dist/packages');

mkdirSync(target, { recursive: true });
let problems = 0;
for (const published of PUBLISHED) {
  const tarball = pack(published);
  const found = await check(tarball);
  console.log(`${tarball} ${(statSync(tarball).size / 1024).toFixed(1)} KiB`);
  for (const problem of found) console.error(`  ${problem}`);
  problems += found.length;
}
for (const path of packPython(root, target)) console.log(`${path} ${(statSync(path).size / 1024).toFixed(1)} KiB`);
process.exit(problems === 0 ? 0 : 1);

function pack(published: Published): string {
  const source = join(root, published.workspace);
  rmSync(join(source, 'dist'), { recursive: true, force: true });
  const tsdown = join(root, 'node_modules/tsdown/dist/run.mjs');
  execFileSync(process.execPath, [tsdown, '--config', 'tsdown.config.ts', '--config-loader', 'native'], {
    cwd: source,
    stdio: 'inherit',
  });
  const stage = mkdtempSync(join(tmpdir(), 'garrison-pack-'));
  try {
    for (const file of ['dist', 'README.md']) cpSync(join(source, file), join(stage, file), { recursive: true });
    cpSync(join(root, 'LICENSE'), join(stage, 'LICENSE'));
    for (const [name, path] of Object.entries(published.texts ?? {}))
      writeFileSync(join(stage, 'dist', name), texts(path));
    writeFileSync(join(stage, 'package.json'), JSON.stringify(manifest(source, published), null, 2));
    const [name = ''] = npm(['pack', '--silent', '--pack-destination', target], stage).trim().split('\n').slice(-1);
    return join(target, name);
  } finally {
    rmSync(stage, { recursive: true });
  }
}

function texts(path: string): string {
  const folder = join(root, path);
  return JSON.stringify(
    Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')])),
  );
}

function manifest(source: string, { entries, fields }: Published): Record<string, unknown> {
  const { devDependencies: _, ...kept } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const exports = Object.fromEntries(
    Object.entries(entries).map(([subpath, name]) => [
      subpath,
      {
        import: { types: `./dist/${name}.d.mts`, default: `./dist/${name}.mjs` },
        require: { types: `./dist/${name}.d.cts`, default: `./dist/${name}.cjs` },
      },
    ]),
  );
  return {
    ...kept,
    main: './dist/index.cjs',
    module: './dist/index.mjs',
    types: './dist/index.d.cts',
    exports: { ...exports, './package.json': './package.json' },
    files: ['dist'],
    ...fields,
  };
}

function npm(args: readonly string[], cwd: string): string {
  // The npm that started this, else the one beside the system's Node.
  const cli = process.env['npm_execpath'];
  const options = { cwd, encoding: 'utf8' } as const;
  return cli === undefined
    ? execFileSync('npm', args, options)
    : execFileSync(process.execPath, [cli, ...args], options);
}

async function check(tarball: string): Promise<readonly string[]> {
  const bytes = new Uint8Array(readFileSync(tarball));
  const lint = await publint({ pack: { tarball: bytes.buffer } });
  const types = await checkPackage(createPackageFromTarballData(bytes));
  return [
    ...lint.messages.map((message) => `publint: ${formatMessage(message, lint.pkg) ?? message.code}`),
    // `node10` is the resolution of TypeScript before 4.7, which knows no `exports` and so no subpaths.
    ...('problems' in types ? types.problems : [])
      .filter((problem) => !('resolutionKind' in problem && problem.resolutionKind === 'node10'))
      .map((problem) => `attw: ${problem.kind} ${JSON.stringify(problem)}`),
  ];
}
