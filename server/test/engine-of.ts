import { readFileSync } from 'node:fs';
import type { GarrisonServer } from '@garrison/testkit';

/** The process id of the engine that a server keeps: its child that runs the engine's script. */
export function engineOf({ program: { pid } }: GarrisonServer): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
  const engine = children.find((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('engine-child'));
  if (engine === undefined) throw new Error(`server ${pid} has no engine among ${children.join(', ')}`);
  return engine;
}
