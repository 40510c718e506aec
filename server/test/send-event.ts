import { randomUUID } from 'node:crypto';

interface Sent {
  readonly id: string;
  readonly response: Response;
}

/** Sends one error event by hand; resolves with its id (its own, if it names one) and the answer. */
export async function sendEvent(
  dsn: string,
  event: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Sent> {
  const id = typeof event['event_id'] === 'string' ? event['event_id'] : randomUUID().replaceAll('-', '');
  const payload = { event_id: id, timestamp: Date.now() / 1000, platform: 'node', ...event };
  return sendItem(dsn, { id, type: 'event', payload, headers });
}

/** Sends an envelope with one item of any type. `payload`: an object, or the bytes as they are. */
export async function sendItem(
  dsn: string,
  item: {
    readonly id: string;
    readonly type: string;
    readonly payload: Readonly<Record<string, unknown>> | string;
    readonly headers?: Readonly<Record<string, string>>;
  },
): Promise<Sent> {
  const { id, type, payload, headers = {} } = item;
  const { origin, pathname, username } = new URL(dsn);
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const body = `${JSON.stringify({ event_id: id })}\n${JSON.stringify({ type })}\n${text}\n`;
  const response = await fetch(`${origin}/api${pathname}/envelope/?sentry_key=${username}`, {
    method: 'POST',
    headers,
    body,
  });
  return { id, response };
}
