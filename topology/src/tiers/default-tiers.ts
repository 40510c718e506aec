import type { Tiers } from './tier.ts';

/** The four tiers of the reference architecture: the default of every project. */
export const DEFAULT_TIERS = {
  P0: {
    description: 'Wakes the on-call: many errors at once, or crashing sessions',
    when: [
      { metric: 'error_rate', above: 50, window: '1m' },
      { metric: 'crash_free_sessions', below: 95, window: '1h' },
    ],
    notify: [{ via: 'pagerduty', to: 'owner' }],
    respondWithin: '15m',
  },
  P1: {
    description: 'New in production',
    when: [{ on: 'new_issue' }, { on: 'regression' }],
    environments: ['production'],
    notify: [{ via: 'slack', to: 'owner', otherwise: '#alerts-prod' }],
    respondWithin: 'same-day',
  },
  P2: {
    description: 'Slow',
    when: [
      { metric: 'p95', above: 2000, window: '10m' },
      { metric: 'apdex', below: 0.7, window: '10m' },
    ],
    notify: [{ via: 'slack', to: '#alerts-perf' }],
    respondWithin: 'next-sprint',
  },
  P3: {
    description: 'New in staging',
    when: [{ on: 'new_issue' }],
    environments: ['staging'],
    notify: [{ via: 'slack', to: '#alerts-staging' }],
    respondWithin: 'triage',
    digest: '1d',
  },
} as const satisfies Tiers;
