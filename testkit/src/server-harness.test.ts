import { expect, test } from 'vitest';
import { buildEnvelope, buildErrorEvent } from './event-builder.ts';
import { startGarrisonServer } from './server-harness.ts';

test('the real server starts, hands out a DSN that accepts an envelope, and stops cleanly', async () => {
  const server = await startGarrisonServer();
  try {
    const dsn = new URL(await server.dsn('orders'));
    const event = buildErrorEvent({ seed: 1, timestamp: Date.now() / 1000 });
    const answer = await fetch(`${server.url}/api${dsn.pathname}/envelope/?sentry_key=${dsn.username}`, {
      method: 'POST',
      body: new Uint8Array(buildEnvelope(event)),
    });
    expect(await answer.json()).toEqual({ id: event.event_id });
    const organization = await server.organization();
    const project = await server.api(`/api/0/projects/${organization}/orders/`);
    expect(await project.json()).toMatchObject({ slug: 'orders' });
  } finally {
    const { code } = await server.stop();
    expect(code).toBe(0);
  }
  expect(server.program.exit()).toEqual({ code: 0, signal: null });
});
