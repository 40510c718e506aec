import { connect, type Socket } from 'node:net';

export interface LoadConnection {
  /** The status of the answer; undefined when the connection broke before it. One request at a time. */
  send(request: Uint8Array): Promise<number | undefined>;
  close(): void;
}

/** A keep-alive connection directly on a socket; connects again after it broke. */
export function createLoadConnection(host: string, port: number): LoadConnection {
  let socket: Socket | undefined;
  let received = '';
  let settle: ((status: number | undefined) => void) | undefined;

  function finish(status: number | undefined): void {
    const done = settle;
    settle = undefined;
    received = '';
    done?.(status);
  }

  function open(): Socket {
    const opened = connect(port, host);
    opened.setNoDelay(true);
    opened.on('data', (chunk) => {
      received += chunk.toString('latin1');
      const status = statusOf(received);
      if (status !== undefined) finish(status);
    });
    // `close` follows every error.
    opened.on('error', () => {});
    opened.on('close', () => {
      if (socket !== opened) return;
      socket = undefined;
      finish(undefined);
    });
    return opened;
  }

  return {
    send(request) {
      return new Promise((resolve) => {
        settle = resolve;
        socket ??= open();
        socket.write(request);
      });
    },
    close() {
      socket?.destroy();
    },
  };
}

/** Of an answer that is there whole; the server always sends a length. */
function statusOf(answer: string): number | undefined {
  const headEnd = answer.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const length = /\r\ncontent-length: (\d+)/i.exec(answer.slice(0, headEnd))?.[1] ?? '0';
  return answer.length >= headEnd + 4 + Number(length) ? Number(answer.slice(9, 12)) : undefined;
}
