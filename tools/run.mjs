// `npm test`, `npm run check`, `npm run bench`, `npm run pack`: installs what is missing, then runs the command on the repository's own Node.
import { spawnSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, ensureProject, ensurePython, ensureServices, ensureUi, findNode } from './install.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [command, ...args] = process.argv.slice(2);
const TEST_PROJECTS = [
  'sdks/v8',
  'sdks/v9',
  'sdks/v10',
  'sdks/v11',
  'sdks/frameworks',
  'sdks/frameworks-old',
  'nodes',
  'clis',
  'plugins',
].map((name) => `testkit/${name}`);
const BENCH_PROJECTS = ['testkit/sdks/v10', 'testkit/sdks/v11'];

await ensureInstalled(root);
const node = findNode(root);
const bin = (path) => join(root, 'node_modules', path);
const run = (...parts) => {
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` };
  const { status } = spawnSync(node, ['--disable-warning=ExperimentalWarning', ...parts], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
  return status ?? 1;
};

const commands = {
  async test() {
    await ensureUi(root);
    for (const project of TEST_PROJECTS) await ensureProject(root, project);
    await ensureServices(root);
    const without = (await ensurePython(root)) ? [] : ['--exclude', 'kit/python/**'];
    return run(bin('vitest/vitest.mjs'), 'run', ...without, ...args);
  },
  check: () =>
    run(bin('oxfmt/bin/oxfmt'), '--check', '.') ||
    run(bin('oxlint/bin/oxlint'), '--deny-warnings') ||
    run(bin('typescript/bin/tsc'), '-p', '.') ||
    run(bin('knip/bin/knip.js')) ||
    run(bin('vitest/vitest.mjs'), 'run', 'tools'),
  /** `npm run bench`, or one of its parts by the name of its file: `npm run bench kit -- --full`. */
  async bench() {
    const [name, ...rest] = args.length > 0 && !args[0].startsWith('-') ? args : ['main', ...args];
    if (name === 'kit') for (const project of BENCH_PROJECTS) await ensureProject(root, project);
    else await ensureUi(root);
    return run(`bench/${name}.ts`, ...rest);
  },
  pack: () => run('tools/pack.ts', ...args),
};
if (!Object.hasOwn(commands, command)) throw new Error(`tools/run.mjs: unknown command “${command}”`);
process.exit(await commands[command]());
