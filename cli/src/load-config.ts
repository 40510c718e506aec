import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OrganizationConfig } from '@garrison/topology';

/** The organisation that a `garrison.config.ts` exports, as `organization` or by default. A `.ts` file needs Node 22.18 or newer. */
export async function loadConfig(file: string): Promise<OrganizationConfig> {
  const module = (await import(pathToFileURL(resolve(file)).href)) as {
    organization?: OrganizationConfig;
    default?: OrganizationConfig;
  };
  const config = module.organization ?? module.default;
  if (config === undefined)
    throw new Error(`${file} exports no organization: export const organization = defineOrganization({ … })`);
  return config;
}
