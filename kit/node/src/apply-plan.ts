import type { NodePlan } from '@garrison/policy';
import { countDrop, kitState, safely } from './kit-state.ts';
import type { SdkIntegration, SentrySdk } from './sdk.ts';

type InitOptions = NonNullable<Parameters<SentrySdk['init']>[0]>;

/** Gives the plan to the SDK. The one place where the kit's own types meet those of the SDK's major. */
export function applyPlan(sdk: SentrySdk, plan: NodePlan, extra: readonly SdkIntegration[]): void {
  const added = plan.integrations.add.flatMap(({ factory, options }) => createIntegration(sdk, factory, options));
  const options = {
    ...plan.options,
    ...plan.hooks,
    // A later integration of the same name takes the place of the default one.
    integrations: (defaults: SdkIntegration[]) => [
      ...defaults.filter(({ name }) => !plan.integrations.remove.includes(name)),
      ...added,
      ...extra,
    ],
  };
  withTracingVariable(plan.rates.traces !== undefined, () => sdk.init(options as unknown as InitOptions));
  const scope = sdk.getGlobalScope();
  scope.setTags(plan.identity);
  // Tags do not reach streamed spans, logs and metrics; attributes do, where the SDK has them (10.61 on).
  if ('setAttributes' in scope) scope.setAttributes(plan.identity);
  observeClient(sdk);
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

function createIntegration(sdk: SentrySdk, factory: string, options: object): SdkIntegration[] {
  const create = Object.getOwnPropertyDescriptor(sdk, factory);
  const make: unknown = create?.get === undefined ? create?.value : create.get.call(sdk);
  return typeof make === 'function' ? [make(options) as SdkIntegration] : [];
}

/** What the SDK drops (rate limits, full queues, network errors) is counted beside the kit's own drops. */
function observeClient(sdk: SentrySdk): void {
  const client = sdk.getClient();
  if (client === undefined) return;
  const state = kitState();
  const record = client.recordDroppedEvent.bind(client);
  client.recordDroppedEvent = (reason, category, quantity) => {
    safely(() => countDrop(`${reason}:${category}`, typeof quantity === 'number' ? quantity : 1));
    record(reason, category, quantity);
  };
  client.on('afterSendEvent', () => void state.sent++);
}
