import type { Channel, ChannelDeps } from './channel.ts';
import { factsOf, headline, type Message, type ToldAlert } from './message.ts';
import { post } from './post.ts';

const EVENTS_URL = 'https://events.pagerduty.com/v2/enqueue';
const SUMMARY_MAX = 1024;
const ACTIONS = {
  fired: 'trigger',
  escalated: 'trigger',
  digest: 'trigger',
  acknowledged: 'acknowledge',
  resolved: 'resolve',
};
const SEVERITIES: Readonly<Record<string, string>> = { P0: 'critical', P1: 'error', P2: 'warning', P3: 'info' };

/** PagerDuty's Events API v2: one incident per alert, by its dedup key. `config.url`: another region's address. */
export function pagerduty({ outbound }: ChannelDeps): Channel {
  return {
    via: 'pagerduty',
    isRepeatable: true,
    faultsOf: ({ secret }) =>
      /^[A-Za-z0-9]{32}$/.test(secret['routingKey'] ?? '')
        ? ({} as Readonly<Record<string, string>>)
        : { routingKey: 'expected the integration key of a PagerDuty service: 32 letters and digits' },
    async send({ message, connection }) {
      const [alert] = message.alerts;
      if (alert === undefined) return { outcome: 'sent', status: null, answer: 'the alert is gone' };
      const url = connection.config['url'];
      return post(outbound, {
        url: typeof url === 'string' ? url : EVENTS_URL,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(eventOf(message, alert, connection.secret['routingKey'] ?? '')),
      });
    },
  };
}

function eventOf(message: Message, alert: ToldAlert, routingKey: string): object {
  const action = ACTIONS[message.kind];
  const both = {
    routing_key: routingKey,
    event_action: action,
    dedup_key: `garrison-alert-${message.organization}-${alert.id}`,
  };
  if (action !== 'trigger') return both;
  return {
    ...both,
    payload: {
      summary: headline(message).slice(0, SUMMARY_MAX),
      severity: SEVERITIES[alert.tier ?? ''] ?? 'error',
      source: alert.project,
      timestamp: new Date(alert.firedAt).toISOString(),
      component: alert.culprit,
      custom_details: Object.fromEntries(factsOf(alert)),
    },
    links: [{ href: alert.link, text: alert.shortId ?? 'Open the alert' }],
  };
}
