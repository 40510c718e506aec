import type { Channel, ChannelDeps } from './channel.ts';
import { factsOf, headline, type Message, type ToldAlert } from './message.ts';
import { post, urlFault } from './post.ts';

/** Slack's incoming webhooks. The URL is a secret and belongs to one Slack channel: the connection has that channel's name. */
export function slackWebhook({ outbound }: ChannelDeps): Channel {
  return {
    via: 'slack',
    isRepeatable: false,
    faultsOf({ name, secret }): Readonly<Record<string, string>> {
      const fault = urlFault(secret['url']);
      return {
        ...(fault === undefined ? {} : { url: fault }),
        ...(/^[#@]\S+$/.test(name)
          ? {}
          : { name: 'expected the Slack channel that the webhook posts to, such as #alerts-prod' }),
      };
    },
    send: ({ message, connection }) =>
      post(outbound, {
        url: connection.secret['url'] ?? '',
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(slackBody(message)),
      }),
  };
}

const TEXT_MAX = 2900;

/** Blocks for people, `text` for notifications and screen readers. */
function slackBody(message: Message): object {
  const rest = message.count - message.alerts.length;
  const lines = [
    `*${escape(headline(message))}*`,
    ...message.alerts.map((alert) => (message.count > 1 ? `• ${linkTo(alert)}` : factLines(alert))),
    ...(rest > 0 ? [`<${message.link}|… and ${rest} more>`] : []),
  ];
  return {
    text: headline(message),
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: lines.join('\n').slice(0, TEXT_MAX) } }],
  };
}

function factLines(alert: ToldAlert): string {
  return [...factsOf(alert).map(([name, value]) => `${name}: ${escape(value)}`), `<${alert.link}|Open>`].join('\n');
}

function linkTo(alert: ToldAlert): string {
  const over = alert.isOver ? ' (resolved since)' : '';
  return `<${alert.link}|${escape(alert.title)}> in ${escape(alert.project)}${over}`;
}

/** Slack's three control characters; nothing of an event can mention people or become a link. */
function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
