// `npm start` on any Node from 20 on: installs what is missing, then hands over to the Node that the repository brings.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { platform } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureEngine, ensureInstalled, ensureServerInstalled, ensureUi, findNode } from './install.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const args = process.argv.slice(2);
const server = join(root, 'server/src/main.ts');
const demo = join(root, 'examples/acme-corp/run.ts');
// Nothing but the server: neither the web app's build (one that is there is used) nor the demo nor any tool.
const serverOnly = args.includes('--server-only');
const plain = serverOnly || args.includes('--no-demo') || args.includes('--help');
const rest = args.filter((argument) => argument !== '--no-demo' && argument !== '--server-only');

const launch = JSON.parse(readFileSync(join(root, 'server/launch.json'), 'utf8'));
// Stripped types and compiled code are kept: later starts are faster, and nothing of the stripper stays in memory.
process.env.NODE_COMPILE_CACHE ??= join(root, launch.compileCache);

if (serverOnly) await ensureServerInstalled(root);
else {
  await ensureInstalled(root);
  await ensureUi(root);
}
ensureEngine(root);
if (plain) process.env = { ...launch.environment, ...process.env };
const program = plain ? [...launch.arguments, server] : [demo];
handOver(findNode(root), ['--disable-warning=ExperimentalWarning', ...program, ...rest]);

/**
 * Replaces this process by the server where the platform can (then signals and the exit code need no forwarding); else starts a
 * child and forwards them.
 */
function handOver(node, nodeArgs) {
  if (platform() !== 'win32' && process.execve) process.execve(node, [node, ...nodeArgs], process.env);
  const child = spawn(node, nodeArgs, { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGTERM' ? 143 : 1)));
}
