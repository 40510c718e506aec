import type { Channel, ChannelDeps } from './channel.ts';
import { email, type AllowedHost } from './email.ts';
import { pagerduty } from './pagerduty.ts';
import { slackWebhook } from './slack-webhook.ts';
import { webhook } from './webhook.ts';

/** Every kind of channel. */
export function createChannels(deps: ChannelDeps & { readonly allowedHost: AllowedHost }): readonly Channel[] {
  return [slackWebhook(deps), pagerduty(deps), webhook(deps), email(deps)];
}
