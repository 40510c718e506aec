import { parameterize } from '../2023-01-11/parameterize/parameterize.ts';

/** Python's multiprocessing starts children with a line that holds descriptors: `spawn_main(tracker_fd=5, pipe_handle=7)`. */
export function spawnLine(line: string, platform: string): string {
  return platform === 'python' && line.includes('spawn_main(') ? parameterize(line) : line;
}
