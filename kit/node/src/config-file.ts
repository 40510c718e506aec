import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const NAMES = ['garrison.config.mjs', 'garrison.config.js', 'garrison.config.ts'];

/**
 * The service's configuration: the file that `GARRISON_CONFIG` names, or a `garrison.config.*` in its directory. An organisation's
 * file, which the `garrison` command reads under the same name, is not meant for a service that stands beside it, and imports
 * what the service does not have.
 */
export function configFile(directory: string): string | undefined {
  const asked = process.env['GARRISON_CONFIG'];
  if (asked) return resolve(asked);
  return NAMES.map((name) => join(directory, name)).find((path) => existsSync(path) && !definesOrganization(path));
}

function definesOrganization(path: string): boolean {
  try {
    return readFileSync(path, 'utf8').includes('defineOrganization');
  } catch {
    return false; // The code that loads it reports why that fails.
  }
}
