import { planOrganization, type OrganizationConfig } from '@garrison/topology';
import type { SentryRest } from '../../rest.ts';

/** Brings a Sentry to what the configuration says; gives each operation's summary as it is done. */
export async function* applyTopology(config: OrganizationConfig, rest: SentryRest): AsyncGenerator<string> {
  for (const operation of planOrganization(config, await rest.readState(config.slug))) {
    await rest.apply(operation);
    yield operation.summary;
  }
}
