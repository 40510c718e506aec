import type { Sampler } from '@garrison/policy';
import { safely } from '../safely.ts';
import type { SentrySdk } from '../sdk-types.ts';

interface IncomingRequest {
  readonly method?: string | undefined;
}

/**
 * The sampler's decision, taken before SDK 11 makes a span for an incoming request: for `ignoreIncomingRequests` of its http
 * integration, which asks in the request's own scope. The SDK decides with the span already made, and then runs the whole
 * tracing for nothing, nine times of ten at a rate of 0.1.
 *
 * The decision is left in the scope, where whatever starts a span or calls another service later in the request finds it:
 * the trace goes on under its id, unsampled. What is kept is decided again by the SDK, with the same rate and the same random
 * number, so to the same end.
 */
export function unsampledRequests(
  sdk: SentrySdk,
  sampler: Sampler,
): (target: string, request: IncomingRequest) => boolean {
  return (target, { method = 'GET' }) =>
    safely(() => {
      const trace = sdk.getCurrentScope().getPropagationContext();
      const { sampled: parentSampled, sampleRand } = trace;
      const parentRate = Number.parseFloat(trace.dsc?.sample_rate ?? '');
      const rate = sampler({
        attributes: { 'sentry.op': 'http.server', 'url.path': target, 'http.request.method': method },
        parentSampled,
        inheritOrSampleWith: (own) =>
          Number.isNaN(parentRate) ? (parentSampled === undefined ? own : Number(parentSampled)) : parentRate,
      });
      if (sampleRand < rate) return false;
      trace.sampled = false;
      sdk.getClient()?.recordDroppedEvent('sample_rate', 'span');
      return true;
    }) ?? false;
}
