import type { Outbound } from '../platform/index.ts';
import type { Message } from './message.ts';

/** An integration that is set up: `config` and `secret` were checked when they were written. */
export interface Connection {
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly secret: Readonly<Record<string, string>>;
}

/** What became of one try. */
export type Delivered =
  | { readonly outcome: 'sent'; readonly status: number | null; readonly answer: string }
  /** It did not arrive; `retry` says whether another try can help, `afterMs` when the channel wants it. */
  | {
      readonly outcome: 'failed';
      readonly status: number | null;
      readonly answer: string;
      readonly retry: boolean;
      readonly afterMs?: number;
    }
  /** Nobody can say whether it arrived. */
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
