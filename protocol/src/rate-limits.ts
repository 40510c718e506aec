import type { DataCategory } from './outcome.ts';

/** One entry of `X-Sentry-Rate-Limits`. No categories means all of them, so crons and sessions too. */
export interface RateLimit {
  readonly retryAfterSeconds: number;
  readonly categories: readonly DataCategory[];
  readonly scope: 'organization' | 'project' | 'key';
  readonly reason: string;
}

/**
 * `<sec>:<cat;cat>:<scope>:<reason>, …` for the header of any answer, 200 as well. "Send integer seconds (Python does int(), a float
 * limit is ignored)"; "put all limits in one header line".
 */
export function formatRateLimits(limits: readonly RateLimit[]): string {
  return limits
    .map(
      (limit) =>
        `${wholeSeconds(limit.retryAfterSeconds)}:${limit.categories.join(';')}:${limit.scope}:${limit.reason.replaceAll(/[^\w.-]/g, '_')}`,
    )
    .join(', ');
}

/** For `Retry-After`: the longest of the limits, in whole seconds, at least one. */
export function retryAfterSeconds(limits: readonly RateLimit[]): number {
  return Math.max(1, ...limits.map((limit) => wholeSeconds(limit.retryAfterSeconds)));
}

function wholeSeconds(seconds: number): number {
  return Math.max(1, Math.ceil(seconds));
}
