import { consumeWithTrace, publishWithTrace } from '@garrison/node';
import { Queue, Worker } from 'bullmq';
import { tell } from '../service-process.ts';
import type { ServiceMessage } from '../service-message.ts';

/** What payment-api asks billing-worker to bill. */
export interface Invoice {
  readonly user: number;
  /** Minor units of the currency. */
  readonly amount: number;
  readonly currency: string;
}

interface Message {
  readonly payload: Invoice;
  readonly headers: Record<string, string>;
}

const QUEUE = 'invoices';
const redisUrl = process.env['REDIS_URL'];

/** BullMQ where Redis is, else through the parent process: the trace travels in the message's headers both ways. */
export function createPublisher(): (invoice: Invoice) => Promise<void> {
  const queue = redisUrl === undefined ? undefined : new Queue<Message>(QUEUE, { connection: { url: redisUrl } });
  const send = async (message: Message): Promise<void> => {
    if (queue === undefined) tell({ kind: 'publish', queue: QUEUE, message });
    else await queue.add('bill', message, { attempts: 2, removeOnComplete: 100, removeOnFail: 100 });
  };
  return (invoice) => publishWithTrace(QUEUE, invoice, (message) => send(message as Message));
}

export function consumeInvoices(bill: (invoice: Invoice) => Promise<void>): void {
  const handle = (message: Message): Promise<void> =>
    consumeWithTrace(QUEUE, message.headers, () => bill(message.payload));
  if (redisUrl !== undefined) {
    new Worker<Message>(QUEUE, (job) => handle(job.data), { connection: { url: redisUrl } });
  }
  // Of services without BullMQ, and without Redis of all.
  process.on('message', (message: ServiceMessage) => {
    // The error is captured where the message is consumed; without a broker nobody asks for the message again.
    if (message.kind === 'publish') handle(message.message as Message).catch(() => undefined);
  });
}
