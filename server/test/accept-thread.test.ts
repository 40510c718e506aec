import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startGarrisonServer } from '@garrison/testkit';
import { expect, it } from 'vitest';
import { readEvent } from './read-back.ts';
import { sendEvent } from './send-event.ts';

const PRELOAD = pathToFileURL(join(import.meta.dirname, 'apps/no-sqlite-here.mjs')).href;

it('takes events, shows them and changes settings without a database on the thread that accepts', async () => {
  const server = await startGarrisonServer({ env: { NODE_OPTIONS: `--import ${PRELOAD}` } });
  const dsn = await server.dsn('api-gateway');
  const { id } = await sendEvent(dsn, { message: 'one', level: 'error' });
  const { groupID } = await readEvent(server, 'api-gateway', id);
  const issue = `/api/0/organizations/${await server.organization()}/issues/${groupID}/`;
  const changed = await server.api(issue, { method: 'PUT', body: JSON.stringify({ status: 'resolved' }) });
  expect(await changed.json()).toMatchObject({ status: 'resolved' });
  expect(await server.stop()).toEqual({ code: 0 });
});
