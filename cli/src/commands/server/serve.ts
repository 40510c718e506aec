import { runEntry } from './run-entry.ts';

export function serve(args: readonly string[]): Promise<number> {
  return runEntry('main', args);
}
