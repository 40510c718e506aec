export type { Channel, Connection, Delivered } from './channel.ts';
export { createChannels } from './channels.ts';
export { type Message, testMessage, type ToldAlert } from './message.ts';
export { createNotifier, type NotifyStores, type Prepared, type TakenMessage } from './notifier.ts';
