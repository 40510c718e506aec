import { hostname } from 'node:os';
import type { IntegrationPlan, NodePlan } from '@garrison/policy';
import { governClients } from './client/govern.ts';
import { ingestRequests } from './client/ingest-requests.ts';
import { nameFastifyRoutes } from './http/fastify-routes.ts';
import { unsampledRequests } from './http/skip-unsampled.ts';
import type { SdkClient, SdkIntegration, SentrySdk } from './sdk-types.ts';

type InitOptions = NonNullable<Parameters<SentrySdk['init']>[0]>;

export interface Additions {
  /** A later integration of the same name takes the place of the default one. */
  readonly integrations: readonly SdkIntegration[];
  /** Of OpenTelemetry, for majors 8 to 10. */
  readonly spanProcessors: readonly object[];
}

/** Gives the plan to the SDK. The one place where the kit's own types meet those of the SDK's major. */
export function applyPlan(sdk: SentrySdk, plan: NodePlan, { integrations, spanProcessors }: Additions): void {
  const added = plan.integrations.add.flatMap((integration) =>
    createIntegration(sdk, withDecision(sdk, plan, integration)),
  );
  const options = {
    ...plan.options,
    ...plan.hooks,
    transportOptions: {
      httpModule: ingestRequests,
      // The SDK binds its own method before anything can be put in front of it.
      recordDroppedEvent: (...drop: Parameters<SdkClient['recordDroppedEvent']>) =>
        sdk.getClient()?.recordDroppedEvent(...drop),
    },
    ...(spanProcessors.length > 0 && plan.major < 11 ? { openTelemetrySpanProcessors: [...spanProcessors] } : {}),
    integrations: (defaults: SdkIntegration[]) => [
      ...defaults.filter(({ name }) => !plan.integrations.remove.includes(name)),
      ...added,
      ...integrations,
    ],
  };
  withTracingVariable(plan.rates.traces !== undefined, () => sdk.init(options as unknown as InitOptions));
  const scope = sdk.getGlobalScope();
  // `server_name` is the service's name, as the reference architecture has it; the machine is a tag.
  scope.setTags({ ...plan.identity, host: hostname() });
  // Tags do not reach streamed spans, logs and metrics; attributes do, where the SDK has them (10.61 on).
  if ('setAttributes' in scope) scope.setAttributes(plan.identity);
  governClients(sdk, plan);
  nameFastifyRoutes(sdk);
}

/** The sampler's decision before that of the SDK. Up to major 10 OpenTelemetry needs the span of a request, sampled or not. */
function withDecision(sdk: SentrySdk, { major, hooks }: NodePlan, plan: IntegrationPlan): IntegrationPlan {
  if (plan.factory !== 'httpIntegration' || major < 11 || hooks.tracesSampler === undefined) return plan;
  return { ...plan, options: { ...plan.options, ignoreIncomingRequests: unsampledRequests(sdk, hooks.tracesSampler) } };
}

/** The SDK reads this variable itself and would trace; in the mode `errors` nothing may. */
function withTracingVariable(tracing: boolean, run: () => void): void {
  const name = 'SENTRY_TRACES_SAMPLE_RATE';
  const value = process.env[name];
  if (tracing || value === undefined) return run();
  delete process.env[name];
  try {
    run();
  } finally {
    process.env[name] = value;
  }
}

function createIntegration(sdk: SentrySdk, { factory, options }: IntegrationPlan): SdkIntegration[] {
  const create = Object.getOwnPropertyDescriptor(sdk, factory);
  const make: unknown = create?.get === undefined ? create?.value : create.get.call(sdk);
  return typeof make === 'function' ? [make(options) as SdkIntegration] : [];
}
