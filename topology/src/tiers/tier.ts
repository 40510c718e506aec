/** `90s`, `15m`, `4h`, `2d`, `1w`. */
export type DurationText = `${number}${'s' | 'm' | 'h' | 'd' | 'w'}`;

/** Something that happens to an issue. */
export interface IssueTrigger {
  readonly on: 'new_issue' | 'regression';
}

/**
 * A figure of a project that crosses a limit, over a window that ends now:
 * `error_rate` (error events per minute), `crash_free_sessions` (percent), `p95` (milliseconds of root spans), `apdex` (0 to 1).
 * `resolveAt`: it is over only beyond this value; default: the limit itself.
 */
export type MetricTrigger = { readonly window: DurationText; readonly resolveAt?: number } & (
  | { readonly metric: 'error_rate' | 'p95'; readonly above: number }
  | { readonly metric: 'crash_free_sessions'; readonly below: number }
  | { readonly metric: 'apdex'; readonly below: number; readonly satisfiedMs?: number }
);

export type TierTrigger = IssueTrigger | MetricTrigger;

/**
 * Where an alert goes. `owner`: the channel of that kind of the team that owns the issue (or the project); without one, `otherwise`.
 * Else a named target: a Slack channel `#name`, an e-mail address, a team `#slug` for PagerDuty, the name of a webhook.
 */
export interface TierTarget {
  readonly via: ChannelKind;
  readonly to: string;
  readonly otherwise?: string;
}

/** What alerts can be sent by. */
export const CHANNEL_KINDS = ['slack', 'pagerduty', 'webhook', 'email'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/**
 * By when a person must have acknowledged the alert: a time that runs day and night, `same-day` (the end of the owner team's
 * working day; fired outside working hours: of the next one), `next-sprint` (two weeks), or `triage` (no deadline).
 */
export type Deadline = DurationText | 'same-day' | 'next-sprint' | 'triage';

/**
 * What happens when the deadline has passed and nobody has acknowledged the alert: tell someone else, or treat it as another tier.
 * `after`: counted from the deadline; without it, at the deadline.
 */
export type EscalationStep = { readonly after?: DurationText } & (
  | { readonly notify: TierTarget }
  | { readonly tier: string }
);

/** A named level of urgency. Any one trigger fires it. */
export interface TierConfig {
  readonly description?: string;
  readonly when: readonly TierTrigger[];
  /** None: every environment. */
  readonly environments?: readonly string[];
  readonly notify: readonly TierTarget[];
  readonly respondWithin: Deadline;
  readonly escalate?: readonly EscalationStep[];
  /** Gathers what fires into one message per period. */
  readonly digest?: DurationText;
}

export type Tiers = Readonly<Record<string, TierConfig>>;

/** When a team works: what `same-day` goes by. */
export interface WorkingHours {
  /** IANA name, e.g. `Europe/Berlin`. */
  readonly timeZone: string;
  /** 1 is Monday, 7 Sunday; default Monday to Friday. */
  readonly days?: readonly number[];
  /** `09:00`; default 09:00 to 17:00. */
  readonly from?: string;
  readonly to?: string;
}

/** The channels of a team, by kind: what `to: 'owner'` reaches. */
export type TeamChannels = Readonly<Partial<Record<ChannelKind, string>>>;
