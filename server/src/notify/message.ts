/** The content of a message, the same for all channels. */
export interface Message {
  readonly kind: 'fired' | 'acknowledged' | 'resolved' | 'escalated' | 'digest';
  /** How many alerts it is about; `alerts` holds the first of them. */
  readonly count: number;
  readonly alerts: readonly ToldAlert[];
  readonly organization: string;
  /** Where the alerts are shown. */
  readonly link: string;
  /** The same for every try. */
  readonly id: string;
}

export interface ToldAlert {
  readonly id: number;
  readonly tier: string | null;
  readonly title: string;
  readonly because: string;
  readonly project: string;
  readonly culprit?: string;
  readonly level?: string;
  readonly environment?: string;
  readonly release?: string;
  readonly shortId?: string;
  readonly owner?: string;
  readonly firedAt: number;
  readonly dueAt?: number;
  readonly isOver: boolean;
  readonly link: string;
}

const BECAUSE: Readonly<Record<string, string>> = {
  new: 'New issue',
  regressed: 'Regression',
  reopened: 'Open again',
  resolved: 'Resolved',
  metric: 'Limit crossed',
  test: 'Test',
};

/** One line: what broke, in which service. The same words in every channel. */
export function headline({ kind, count, alerts }: Message): string {
  const [first] = alerts;
  if (first === undefined) return 'Alerts that were deleted meanwhile';
  const tier = first.tier === null ? '' : `${first.tier}: `;
  if (count > 1) return `${tier}${count} alerts ${SEVERAL[kind]} in ${serviceList(alerts, count)}`;
  return `${PREFIX[kind]}${tier}${first.title} in ${first.project}`;
}

const PREFIX = {
  fired: '',
  digest: '',
  acknowledged: 'Acknowledged: ',
  resolved: 'Resolved: ',
  escalated: 'Not answered in time: ',
};
const SEVERAL = {
  fired: 'fired',
  digest: 'fired',
  acknowledged: 'were acknowledged',
  resolved: 'were resolved',
  escalated: 'were not answered in time',
};

function serviceList(alerts: readonly ToldAlert[], count: number): string {
  const services = [...new Set(alerts.map(({ project }) => project))];
  return `${services.join(', ')}${count > alerts.length ? ' and more' : ''}`;
}

/** The facts of one alert, in order: name and value. */
export function factsOf(alert: ToldAlert): readonly (readonly [string, string])[] {
  const facts: (readonly [string, string | undefined])[] = [
    ['Why', BECAUSE[alert.because] ?? alert.because],
    ['Where', alert.culprit === '' ? undefined : alert.culprit],
    ['Level', alert.level],
    ['Environment', alert.environment],
    ['Release', alert.release],
    ['Owner', alert.owner ?? 'nobody'],
    ['Respond by', alert.dueAt === undefined ? undefined : timeText(alert.dueAt)],
    ['Issue', alert.shortId],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

function timeText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** All of it as plain text. */
export function plainText(message: Message): string {
  const parts = message.alerts.map((alert) => {
    const lines = factsOf(alert).map(([name, value]) => `${name}: ${value}`);
    const title =
      message.count > 1 ? [`${alert.title} in ${alert.project}${alert.isOver ? ' (resolved since)' : ''}`] : [];
    return [...title, ...lines, alert.link].join('\n');
  });
  const rest = message.count - message.alerts.length;
  return [headline(message), ...parts, ...(rest > 0 ? [`… and ${rest} more: ${message.link}`] : [])].join('\n\n');
}

/** What the test of a channel sends. */
export function testMessage({ publicUrl, now }: { publicUrl: string; now: number }): Message {
  return {
    id: `test-${now}`,
    kind: 'fired',
    count: 1,
    organization: 'test',
    link: publicUrl,
    alerts: [
      {
        id: 0,
        tier: null,
        title: 'This is a test of the channel',
        because: 'test',
        project: 'Garrison',
        firedAt: now,
        isOver: false,
        link: publicUrl,
      },
    ],
  };
}
