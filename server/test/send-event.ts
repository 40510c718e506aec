import { randomUUID } from 'node:crypto';

/** Sends one error event by hand; resolves with its id and the answer. */
export async function sendEvent(
  dsn: string,
  event: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly id: string; readonly response: Response }> {
  const { origin, pathname, username } = new URL(dsn);
  const id = randomUUID().replaceAll('-', '');
  const payload = { event_id: id, timestamp: Date.now() / 1000, platform: 'node', ...event };
  const body = `${JSON.stringify({ event_id: id })}\n{"type":"event"}\n${JSON.stringify(payload)}\n`;
  const response = await fetch(`${origin}/api${pathname}/envelope/?sentry_key=${username}`, {
    method: 'POST',
    headers,
    body,
  });
  return { id, response };
}
