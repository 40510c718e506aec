import { parameterize } from '../2023-01-11/parameterize/parameterize.ts';

/**
 * Python's multiprocessing starts its children with a line that holds descriptors and process ids: `spawn_main(tracker_fd=5, pipe_handle=7)`,
 * on Windows `spawn_main(parent_pid=8, pipe_handle=9)`, and `main(5)` of its resource tracker and of its fork server.
 */
const SPAWN = /\bspawn_main\(|\bmultiprocessing\.(?:resource_tracker|forkserver)\b/;

export function spawnLine(line: string, platform: string): string {
  return platform === 'python' && SPAWN.test(line) ? parameterize(line) : line;
}
