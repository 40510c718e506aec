import { planOrganization, type OrganizationConfig } from '@garrison/topology';
import type { SentryRest } from '../../rest.ts';

/** Changes a Sentry until it matches the configuration; yields the summary of each operation when it is done. */
export async function* applyTopology(config: OrganizationConfig, rest: SentryRest): AsyncGenerator<string> {
  for (const operation of planOrganization(config, await rest.readState(config.slug))) {
    await rest.apply(operation);
    yield operation.summary;
  }
}
