import type { Outbound } from '../platform/index.ts';
import type { Message } from './message.ts';

/** An integration that is set up: `config` and `secret` were checked when they were written. */
export interface Connection {
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly secret: Readonly<Record<string, string>>;
}

/** The result of one attempt to send. */
export type Delivered =
  | { readonly outcome: 'sent'; readonly status: number | null; readonly answer: string }
  /** The message did not arrive. `retry`: whether another try can succeed; `afterMs`: the delay that the channel asked for. */
  | {
      readonly outcome: 'failed';
      readonly status: number | null;
      readonly answer: string;
      readonly retry: boolean;
      readonly afterMs?: number;
    }
  /** It is unknown whether the message arrived. */
  | { readonly outcome: 'unsure'; readonly status: null; readonly answer: string };

export interface Sending {
  readonly message: Message;
  readonly connection: Connection;
  /** Whom a message of this connection goes to, such as an address. */
  readonly target: string;
}

/** One kind of channel. */
export interface Channel {
  readonly via: string;
  /** The channel drops a message with an id that it has seen. */
  readonly isRepeatable: boolean;
  /** What is wrong with a connection that somebody wants to set up, by field. */
  faultsOf(connection: Connection): Readonly<Record<string, string>>;
  send(sending: Sending): Promise<Delivered>;
}

export interface ChannelDeps {
  readonly outbound: Outbound;
  readonly now: () => number;
}
