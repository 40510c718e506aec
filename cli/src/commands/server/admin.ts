import { parseArgs } from 'node:util';
import { runEntry } from './run-entry.ts';

const USAGE = 'garrison admin reset-password [EMAIL]\n';

/** What an operator does to the data of a server that is stopped. */
export async function admin(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const [task, ...rest] = positionals;
  if (task === 'reset-password' && rest.length <= 1) return runEntry('reset-password', rest);
  process.stderr.write(USAGE);
  return 2;
}
