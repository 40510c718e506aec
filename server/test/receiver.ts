import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { poll } from '@garrison/testkit';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Stands in for Slack, PagerDuty and webhooks: keeps what arrives and answers as the test wants. */
export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** Null: never answer. */
  answer: ((request: Received, response: ServerResponse) => void) | null;
  /** Waits until as many arrived. */
  wait(count: number): Promise<readonly Received[]>;
  close(): Promise<void>;
}

const ARRIVES_WITHIN_MS = 30_000;

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const ok = (_request: Received, response: ServerResponse): void => void response.end('ok');
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { url: path = '', headers } = request;
      const one = { path, headers, text: Buffer.concat(chunks).toString('utf8') };
      received.push(one);
      receiver.answer?.(one, response);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}`,
    received,
    answer: ok,
    async wait(count) {
      await poll(() => received.length >= count, {
        timeoutMs: ARRIVES_WITHIN_MS,
        describe: () =>
          `${count} requests; there are ${received.length}: ${received.map(({ path }) => path).join(', ')}`,
      });
      return received;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return receiver;
}

export interface MailReceiver {
  readonly port: number;
  readonly mails: string[];
  wait(count: number): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** A mail server that takes everything from `alerts` with the password `secret-of-mail`. */
export async function startMailReceiver(): Promise<MailReceiver> {
  const mails: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth({ username, password }, _session, done) {
      if (username === 'alerts' && password === 'secret-of-mail') done(null, { user: username });
      else done(new Error('wrong password'));
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push(Buffer.concat(chunks).toString('utf8'));
        done();
      });
    },
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    mails,
    async wait(count) {
      await poll(() => mails.length >= count, {
        timeoutMs: ARRIVES_WITHIN_MS,
        describe: () => `${count} mails; there are ${mails.length}`,
      });
      return mails;
    },
    close: () => new Promise((done) => server.close(() => done())),
  };
}
