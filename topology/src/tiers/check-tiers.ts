import { DAY_MS, MINUTE_MS, parseDuration } from './duration.ts';
import {
  CHANNEL_KINDS,
  type MetricTrigger,
  type TierConfig,
  type Tiers,
  type TierTarget,
  type WorkingHours,
} from './tier.ts';

const DEADLINES = ['same-day', 'next-sprint', 'triage'];
const WINDOW_MIN_MS = MINUTE_MS;
const WINDOW_MAX_MS = 30 * DAY_MS;

/** Every problem of the tiers, each with its place and what was expected. `teams`: the slugs that exist. */
export function checkTiers(tiers: Tiers, teams: ReadonlySet<string>): string[] {
  return [
    ...Object.entries(tiers).flatMap(([name, tier]) => checkTier(name, tier, { tiers, teams })),
    ...cycles(tiers),
  ];
}

interface Known {
  readonly tiers: Tiers;
  readonly teams: ReadonlySet<string>;
}

function checkTier(name: string, tier: TierConfig, known: Known): string[] {
  const at = `tiers.${name}`;
  return [
    ...(tier.when.length === 0 ? [`${at}.when is empty: name at least one trigger`] : []),
    ...tier.when.flatMap((trigger, index) => ('metric' in trigger ? checkMetric(`${at}.when[${index}]`, trigger) : [])),
    ...(tier.notify.length === 0 ? [`${at}.notify is empty: nobody would be told`] : []),
    ...tier.notify.flatMap((target, index) => checkTarget(`${at}.notify[${index}]`, target, known)),
    ...checkDeadline(`${at}.respondWithin`, tier.respondWithin),
    ...checkOptionalDuration(`${at}.digest`, tier.digest),
    ...(tier.escalate ?? []).flatMap((step, index) => {
      const place = `${at}.escalate[${index}]`;
      const target = 'notify' in step ? checkTarget(`${place}.notify`, step.notify, known) : [];
      const unknown =
        'tier' in step && !Object.hasOwn(known.tiers, step.tier)
          ? [`${place}.tier names ${step.tier}, which is not in tiers`]
          : [];
      return [...target, ...unknown, ...checkOptionalDuration(`${place}.after`, step.after)];
    }),
    ...(tier.escalate !== undefined && tier.respondWithin === 'triage'
      ? [`${at} escalates but has no deadline: set respondWithin, or leave escalate out`]
      : []),
  ];
}

function checkMetric(at: string, trigger: MetricTrigger): string[] {
  const window = parseDuration(trigger.window);
  const problems =
    window === undefined || window < WINDOW_MIN_MS || window > WINDOW_MAX_MS
      ? [`${at}.window is “${trigger.window}”: expected a duration from 1m to 30d, such as 10m`]
      : [];
  const [limit, direction] = 'above' in trigger ? [trigger.above, 'above'] : [trigger.below, 'below'];
  const max = { error_rate: Infinity, p95: Infinity, crash_free_sessions: 100, apdex: 1 }[trigger.metric];
  if (!(limit > 0 && limit <= max)) {
    problems.push(
      `${at}.${direction} is ${limit}: expected a number above 0${max === Infinity ? '' : `, at most ${max}`}`,
    );
  }
  const { resolveAt } = trigger;
  if (resolveAt !== undefined && (direction === 'above' ? resolveAt > limit : resolveAt < limit)) {
    problems.push(
      `${at}.resolveAt is ${resolveAt}: it would be over while it still fires (${direction} ${limit}); expected ${direction === 'above' ? 'at most' : 'at least'} ${limit}`,
    );
  }
  return problems;
}

function checkTarget(at: string, { via, to, otherwise }: TierTarget, { teams }: Known): string[] {
  if (!CHANNEL_KINDS.includes(via))
    return [`${at}.via is “${String(via)}”: expected one of ${CHANNEL_KINDS.join(', ')}`];
  if (to === 'owner' || otherwise !== undefined) {
    return to === 'owner'
      ? otherwise === undefined
        ? []
        : checkNamed(`${at}.otherwise`, via, otherwise)
      : [`${at}.otherwise is used only with to: 'owner'`];
  }
  if (via === 'pagerduty' && !teams.has(to.replace(/^#/, '')))
    return [`${at}.to names team ${to}, which is not in teams`];
  return checkNamed(`${at}.to`, via, to);
}

function checkNamed(at: string, via: TierTarget['via'], to: string): string[] {
  if (via === 'slack' && !/^[#@C]/.test(to)) return [`${at} is “${to}”: expected a Slack channel such as #alerts-prod`];
  if (via === 'email' && !/^[^\s@]+@[^\s@]+$/.test(to)) return [`${at} is “${to}”: expected an e-mail address`];
  return to === '' ? [`${at} is empty`] : [];
}

function checkDeadline(at: string, deadline: string): string[] {
  if (DEADLINES.includes(deadline) || parseDuration(deadline) !== undefined) return [];
  return [`${at} is “${deadline}”: expected a duration such as 15m, or one of ${DEADLINES.join(', ')}`];
}

function checkOptionalDuration(at: string, duration: string | undefined): string[] {
  if (duration === undefined || parseDuration(duration) !== undefined) return [];
  return [`${at} is “${duration}”: expected a duration such as 1h`];
}

/** Escalations that come back to a tier they have left would never end. */
function cycles(tiers: Tiers): string[] {
  return Object.keys(tiers).flatMap((start) => {
    const path = [start];
    for (let name: string | undefined = start; name !== undefined;) {
      const next: string | undefined = tiers[name]?.escalate?.flatMap((step) => ('tier' in step ? [step.tier] : []))[0];
      if (next === start) return [`tiers.${start}.escalate goes in a circle: ${[...path, start].join(' → ')}`];
      if (next === undefined || path.includes(next)) return [];
      path.push(next);
      name = next;
    }
    return [];
  });
}

/** Every problem of a team's working hours. */
export function checkWorkingHours(at: string, { timeZone, days, from, to }: WorkingHours): string[] {
  const clock = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
  return [
    ...(isTimeZone(timeZone) ? [] : [`${at}.timeZone is “${timeZone}”: expected a name such as Europe/Berlin`]),
    ...(days === undefined || (days.length > 0 && days.every((day) => Number.isInteger(day) && day >= 1 && day <= 7))
      ? []
      : [`${at}.days: expected numbers from 1 (Monday) to 7 (Sunday), at least one`]),
    ...Object.entries({ from, to }).flatMap(([key, text]) =>
      text === undefined || clock.test(text) ? [] : [`${at}.${key} is “${text}”: expected a time such as 09:00`],
    ),
    ...((from ?? '09:00') < (to ?? '17:00') ? [] : [`${at}: from must be before to`]),
  ];
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
