import { pathToFileURL } from 'node:url';
import type { OrganizationConfig } from '@garrison/topology';
import { wrongCall } from './exit.ts';
import { existingFile } from './existing-path.ts';

/** The organisation that a `garrison.config.ts` exports, as `organization` or by default. A `.ts` file needs Node 22.18 or newer. */
export async function loadConfig(path: string): Promise<OrganizationConfig> {
  const file = existingFile(path, '--config');
  const module = await importConfig(file);
  const config = module.organization ?? module.default;
  if (!isOrganization(config))
    throw wrongCall(
      `${file} exports no organization. Write: export const organization = defineOrganization({ slug, teams, projects })`,
    );
  return config;
}

interface ConfigModule {
  readonly organization?: unknown;
  readonly default?: unknown;
}

async function importConfig(file: string): Promise<ConfigModule> {
  try {
    return (await import(pathToFileURL(file).href)) as ConfigModule;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const fix =
      (cause as NodeJS.ErrnoException).code === 'ERR_UNKNOWN_FILE_EXTENSION'
        ? `Node ${process.versions.node} reads no TypeScript; use Node 22.18 or newer, or write garrison.config.mjs and name it with --config.`
        : 'Correct the file.';
    throw wrongCall(`${file} could not be loaded: ${reason.replace(/\.$/, '')}. ${fix}`, cause);
  }
}

function isOrganization(config: unknown): config is OrganizationConfig {
  return typeof config === 'object' && config !== null && ['slug', 'teams', 'projects'].every((key) => key in config);
}
