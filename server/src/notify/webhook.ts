import { createHmac } from 'node:crypto';
import type { Channel, ChannelDeps } from './channel.ts';
import { headline } from './message.ts';
import { post, urlFault } from './post.ts';

const SECRET_CHARACTERS_MIN = 16;

/**
 * A POST of JSON to any address. `Garrison-Signature: t=<seconds>,v1=<hex>` is the HMAC-SHA256 of `<seconds>.<body>` under the secret;
 * `Garrison-Message-Id` is the same for every try of a message.
 */
export function webhook({ outbound, now }: ChannelDeps): Channel {
  return {
    via: 'webhook',
    isRepeatable: false,
    faultsOf({ config, secret }): Readonly<Record<string, string>> {
      const fault = urlFault(config['url']);
      const isShort = (secret['signingSecret'] ?? '').length < SECRET_CHARACTERS_MIN;
      return {
        ...(fault === undefined ? {} : { url: fault }),
        ...(isShort ? { signingSecret: `expected at least ${SECRET_CHARACTERS_MIN} characters` } : {}),
      };
    },
    send({ message, connection }) {
      const body = JSON.stringify({ ...message, summary: headline(message) });
      const seconds = Math.floor(now() / 1000);
      const signature = createHmac('sha256', connection.secret['signingSecret'] ?? '')
        .update(`${seconds}.${body}`)
        .digest('hex');
      return post(outbound, {
        url: String(connection.config['url']),
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'garrison-message-id': message.id,
          'garrison-signature': `t=${seconds},v1=${signature}`,
        },
        body,
      });
    },
  };
}
