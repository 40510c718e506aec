import { hostname } from 'node:os';
import type { IntegrationPlan, NodePlan } from '@garrison/policy';
import { dropNoiseSegments } from './drop-noise.ts';
import { nameFastifyRoutes } from './http/fastify-routes.ts';
import { unsampledRequests } from './http/skip-unsampled.ts';
import { countDrop, kitState } from './kit-state.ts';
import { safely } from './safely.ts';
import type { SdkClient, SdkIntegration, SentrySdk } from './sdk-types.ts';
import { sendSafely } from './send-safely.ts';

type InitOptions = NonNullable<Parameters<SentrySdk['init']>[0]>;

/** Gives the plan to the SDK. The one place where the kit's own types meet those of the SDK's major. */
export function applyPlan(sdk: SentrySdk, plan: NodePlan, extra: readonly SdkIntegration[]): void {
  const added = plan.integrations.add.flatMap((integration) =>
    createIntegration(sdk, withDecision(sdk, plan, integration)),
  );
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
  // `server_name` is the service's name, as the reference architecture has it; the machine is a tag.
  scope.setTags({ ...plan.identity, host: hostname() });
  // Tags do not reach streamed spans, logs and metrics; attributes do, where the SDK has them (10.61 on).
  if ('setAttributes' in scope) scope.setAttributes(plan.identity);
  const client = sdk.getClient();
  if (client === undefined) return;
  observeClient(client);
  sendSafely(client);
  if (plan.isNoise !== undefined) dropNoiseSegments(client, plan.isNoise);
  scrubEnvelopes(client);
  nameFastifyRoutes(sdk);
}

/** The sampler's work before that of the SDK. Up to major 10 OpenTelemetry needs the span of a request, sampled or not. */
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

/** What the SDK drops (rate limits, full queues, network errors) is counted beside the kit's own drops. */
function observeClient(client: SdkClient): void {
  const state = kitState();
  const record = client.recordDroppedEvent.bind(client);
  client.recordDroppedEvent = (reason, category, quantity) => {
    // What sampling leaves out is a decision and no loss; it is also the one reason that occurs per request.
    if (reason !== 'sample_rate') countDrop(`${reason}:${category}`, typeof quantity === 'number' ? quantity : 1);
    record(reason, category, quantity);
  };
  client.on('afterSendEvent', () => void state.sent++);
}

/** What leaves beside the payloads that the hooks see: the trace's header, here and in `baggage`, and release health. */
function scrubEnvelopes(client: SdkClient): void {
  // Its name at that moment is the raw path, parameters included, on majors 8 to 10, also where the SDK calls it a route.
  client.on('createDsc', (context) => void delete context.transaction);
  client.on('beforeEnvelope', ([, items]) => {
    for (const item of items) safely(() => scrubSession(item));
  });
}

/** Sessions carry the address and, for want of an id, the e-mail address of the scope's user. */
function scrubSession([header, payload]: readonly [{ readonly type?: string }, unknown]): void {
  if (header.type !== 'session' || typeof payload !== 'object' || payload === null) return;
  if ('did' in payload && !/^[\w-]{1,64}$/.test(String(payload.did))) delete payload.did;
  if ('attrs' in payload && typeof payload.attrs === 'object' && payload.attrs !== null) {
    Reflect.deleteProperty(payload.attrs, 'ip_address');
    Reflect.deleteProperty(payload.attrs, 'user_agent');
  }
}
