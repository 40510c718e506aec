import type { Channel, Connection, Delivered } from './channel.ts';
import type { Message } from './message.ts';

/** A message as it was taken from the outbox. */
export interface TakenMessage {
  readonly id: number;
  readonly via: string;
  readonly target: string;
  readonly tries: number;
}

/** The content of a message and the connection that sends it; `problem`: why there is no connection that may send it. */
export interface Prepared {
  readonly message: Message;
  readonly connection: Connection | { readonly problem: string };
}

export interface Settled {
  readonly state: 'sent' | 'waiting' | 'failed' | 'unsure' | 'kept';
  readonly note: string | null;
  readonly nextTryAt?: number;
  readonly delivery?: { readonly outcome: string; readonly status: number | null; readonly answer: string };
}

export interface NotifyStores {
  /** Ids of messages whose time has come. */
  due(limit: number): Promise<readonly number[]>;
  /** Marks a message as being sent; undefined: somebody else has it. */
  take(id: number): Promise<TakenMessage | undefined>;
  prepare(taken: TakenMessage): Promise<Prepared | undefined>;
  settle(id: number, settled: Settled): Promise<void>;
}

export interface NotifierDeps {
  readonly stores: NotifyStores;
  readonly channels: readonly Channel[];
  readonly now: () => number;
}

export interface Notifier {
  /** Sends everything that is due. Gives how many were tried. */
  sendDue(): Promise<number>;
}

const MESSAGES_AT_ONCE = 8;
/** After each try that failed; then a message is given up. Together about nine hours. */
const WAITS_MS = [5000, 30_000, 120_000, 600_000, 1_800_000, 3_600_000, 7_200_000, 18_000_000];

export function createNotifier({ stores, channels, now }: NotifierDeps): Notifier {
  const byVia = new Map(channels.map((channel) => [channel.via, channel]));

  const sendOne = async (id: number): Promise<void> => {
    const taken = await stores.take(id);
    if (taken === undefined) return;
    const prepared = await stores.prepare(taken);
    if (prepared === undefined) return stores.settle(id, { state: 'failed', note: 'its organisation is gone' });
    const { connection, message } = prepared;
    if ('problem' in connection) return stores.settle(id, { state: 'kept', note: connection.problem });
    const channel = byVia.get(taken.via);
    if (channel === undefined)
      return stores.settle(id, { state: 'kept', note: `nothing can be sent by ${taken.via} here` });
    const delivered = await channel.send({ message, connection, target: taken.target });
    await stores.settle(id, settledBy(delivered, { channel, tries: taken.tries, now: now() }));
  };

  return {
    async sendDue() {
      let count = 0;
      for (;;) {
        const ids = await stores.due(MESSAGES_AT_ONCE);
        if (ids.length === 0) return count;
        await Promise.all(ids.map((id) => sendOne(id)));
        count += ids.length;
      }
    },
  };
}

interface Tried {
  readonly channel: Channel;
  /** With this one. */
  readonly tries: number;
  readonly now: number;
}

function settledBy(delivered: Delivered, { channel, tries, now }: Tried): Settled {
  const { outcome, status, answer } = delivered;
  const delivery = { outcome, status, answer };
  if (outcome === 'sent') return { state: 'sent', note: null, delivery };
  const isSafe = outcome === 'unsure' ? channel.isRepeatable : delivered.retry;
  const wait = WAITS_MS[tries - 1];
  if (isSafe && wait !== undefined) {
    const afterMs = outcome === 'failed' ? (delivered.afterMs ?? 0) : 0;
    return { state: 'waiting', note: answer, nextTryAt: now + Math.max(wait, afterMs), delivery };
  }
  const said = status === null ? answer : `${status}: ${answer}`;
  if (outcome === 'unsure') return { state: 'unsure', note: `it may have arrived: ${said}`, delivery };
  return { state: 'failed', note: said, delivery };
}
