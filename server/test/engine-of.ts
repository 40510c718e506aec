import { readdirSync, readFileSync } from 'node:fs';
import { type GarrisonServer, poll } from '@garrison/testkit';

/** The process id of the engine that a server keeps: its child that runs the engine's script. */
export function engineOf({ program: { pid } }: GarrisonServer): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
  const engine = children.find((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('engine-child'));
  if (engine === undefined) throw new Error(`server ${pid} has no engine among ${children.join(', ')}`);
  return engine;
}

/** Stops the engine as it is (SIGCONT lets it go on); resolves when none of its threads runs any more. */
export async function holdEngine(engine: number): Promise<void> {
  process.kill(engine, 'SIGSTOP');
  const states = (): string[] =>
    readdirSync(`/proc/${engine}/task`).map((thread) => {
      const line = readFileSync(`/proc/${engine}/task/${thread}/stat`, 'utf8');
      return line.slice(line.lastIndexOf(')') + 2, line.lastIndexOf(')') + 3);
    });
  await poll(async () => (states().every((state) => state === 'T') ? true : undefined), {
    timeoutMs: 10_000,
    everyMs: 5,
    describe: () => states().join(' '),
  });
}
