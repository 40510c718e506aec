import { expect, test } from 'vitest';
import { checkTiers, checkWorkingHours } from './check-tiers.ts';
import { DEFAULT_TIERS } from './default-tiers.ts';
import { parseDuration } from './duration.ts';
import type { TierConfig } from './tier.ts';

const TEAMS = new Set(['payments']);
const P0: TierConfig = DEFAULT_TIERS.P0;

test('the tiers of the reference are without fault', () => {
  expect(checkTiers(DEFAULT_TIERS, TEAMS)).toEqual([]);
});

const wrong: readonly [TierConfig, string][] = [
  [{ ...P0, when: [] }, 'tiers.P0.when is empty: name at least one trigger'],
  [{ ...P0, notify: [] }, 'tiers.P0.notify is empty: nobody would be told'],
  [
    { ...P0, when: [{ metric: 'error_rate', above: 50, window: '1s' }] },
    'tiers.P0.when[0].window is “1s”: expected a duration from 1m to 30d, such as 10m',
  ],
  [
    { ...P0, when: [{ metric: 'error_rate', above: 50, resolveAt: 60, window: '1m' }] },
    'tiers.P0.when[0].resolveAt is 60: it would be over while it still fires (above 50); expected at most 50',
  ],
  [
    { ...P0, when: [{ metric: 'apdex', below: 7, window: '1m' }] },
    'tiers.P0.when[0].below is 7: expected a number above 0, at most 1',
  ],
  [
    { ...P0, notify: [{ via: 'pagerduty', to: '#gone' }] },
    'tiers.P0.notify[0].to names team #gone, which is not in teams',
  ],
  [
    { ...P0, notify: [{ via: 'slack', to: 'alerts' }] },
    'tiers.P0.notify[0].to is “alerts”: expected a Slack channel such as #alerts-prod',
  ],
  [
    { ...P0, notify: [{ via: 'email', to: 'owner', otherwise: 'nobody' }] },
    'tiers.P0.notify[0].otherwise is “nobody”: expected an e-mail address',
  ],
  [
    { ...P0, respondWithin: 'soon' as '1m' },
    'tiers.P0.respondWithin is “soon”: expected a duration such as 15m, or one of same-day, next-sprint, triage',
  ],
  [{ ...P0, escalate: [{ tier: 'P9' }] }, 'tiers.P0.escalate[0].tier names P9, which is not in tiers'],
  [
    { ...P0, respondWithin: 'triage', escalate: [{ notify: { via: 'slack', to: '#x' } }] },
    'tiers.P0 escalates but has no deadline: set respondWithin, or leave escalate out',
  ],
];
test.each(wrong)('%# is refused', (tier, problem) => {
  expect(checkTiers({ P0: tier }, TEAMS)).toEqual([problem]);
});

test('escalations in a circle are refused', () => {
  const to = (tier: string): TierConfig => ({ ...P0, escalate: [{ tier }] });
  expect(checkTiers({ P0: to('P1'), P1: to('P2'), P2: to('P0') }, TEAMS)[0]).toBe(
    'tiers.P0.escalate goes in a circle: P0 → P1 → P2 → P0',
  );
});

test('working hours are checked', () => {
  expect(checkWorkingHours('teams.payments.hours', { timeZone: 'Europe/Berlin' })).toEqual([]);
  expect(checkWorkingHours('hours', { timeZone: 'Mars', days: [8], from: '9', to: '08:00' })).toEqual([
    'hours.timeZone is “Mars”: expected a name such as Europe/Berlin',
    'hours.days: expected numbers from 1 (Monday) to 7 (Sunday), at least one',
    'hours.from is “9”: expected a time such as 09:00',
    'hours: from must be before to',
  ]);
});

test.each([
  ['90s', 90_000],
  ['15m', 900_000],
  ['1.5h', 5_400_000],
  ['2w', 1_209_600_000],
  ['0m', undefined],
  ['15', undefined],
  ['m', undefined],
])('%s', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});
