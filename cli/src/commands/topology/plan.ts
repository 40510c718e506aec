import { planOrganization, type OrganizationConfig } from '@garrison/topology';
import type { SentryRest } from '../../rest.ts';

/** What `apply` would do, one line each. */
export async function planTopology(config: OrganizationConfig, rest: SentryRest): Promise<string[]> {
  return planOrganization(config, await rest.readState(config.slug)).map((operation) => operation.summary);
}
