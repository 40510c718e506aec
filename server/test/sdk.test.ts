import { homedir } from 'node:os';
import { join } from 'node:path';
import { type ChildProgram, type GarrisonServer, poll, startGarrisonServer, startProgram } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryOf, readBack, readEvent, type ShownEvent, type ShownException, tagsOf } from './read-back.ts';

const here = import.meta.dirname;
const sdks = join(here, '../../testkit/sdks');
const python = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'garrison-testkit/python/bin/python');

interface Client {
  readonly project: string;
  readonly command: readonly [string, ...string[]];
  readonly sdk: string;
  readonly version: string;
  readonly chain: readonly [cause: string, raised: string];
  readonly uncaught: string;
  readonly hasFeedback: boolean;
}

const node = (major: string, version: string): Client => ({
  project: `node-${major}`,
  command: [process.execPath, join(here, 'apps/node-sdk.mjs'), join(sdks, major)],
  sdk: 'sentry.javascript.node',
  version,
  chain: ['TypeError', 'Error'],
  uncaught: 'RangeError: nobody caught this',
  hasFeedback: true,
});

const CLIENTS: readonly Client[] = [
  node('v8', '8.55.2'),
  node('v9', '9.47.2'),
  node('v10', '10.78.0'),
  node('v11', '11.12.0'),
  {
    project: 'python',
    command: [python, join(here, 'apps/python_sdk.py')],
    sdk: 'sentry.python',
    version: '2.68.0',
    chain: ['KeyError', 'ValueError'],
    uncaught: 'IndexError: nobody caught this',
    hasFeedback: false,
  },
];

let server: GarrisonServer;
beforeAll(async () => {
  server = await startGarrisonServer();
});
afterAll(() => server.stop());

interface Run {
  readonly ids: { readonly exception: string; readonly message: string; readonly feedback?: string };
  readonly exception: ShownEvent;
}

async function run(client: Client): Promise<Run> {
  const [command, ...args] = client.command;
  const program = startProgram(command, args, {
    env: { ...process.env, SENTRY_DSN: await server.dsn(client.project) },
  });
  // The program ends by its own uncaught error.
  expect((await ended(program)).code).not.toBe(0);
  const ids = JSON.parse(
    program
      .output()
      .split('\n')
      .find((line) => line.startsWith('{"exception"')) ?? '{}',
  ) as Run['ids'];
  return { ids, exception: await readEvent(server, client.project, ids.exception) };
}

async function ended(program: ChildProgram): Promise<{ code: number | null }> {
  return poll(() => program.exit() ?? undefined, { timeoutMs: 30_000, describe: () => program.output() });
}

describe.each(CLIENTS)('an unmodified $sdk $version', (client) => {
  let result: Run;
  beforeAll(async () => {
    result = await run(client);
  });

  it('has its exception read back field by field', () => {
    const { exception } = result;
    const { values } = entryOf<{ values: ShownException[] }>(exception, 'exception');
    expect(values.map((value) => value.type)).toEqual(client.chain);
    expect(values.at(-1)?.value).toBe('charge failed');
    const crash = values.at(-1)?.stacktrace?.frames.at(-1);
    expect(crash).toMatchObject({ function: 'charge', inApp: true });
    expect(crash?.context.map(([, line]) => line).join('\n')).toContain('charge failed');
    expect(exception.title).toBe(`${client.chain[1]}: charge failed`);
    expect(exception.user).toMatchObject({ id: '42', email: 'ada@example.com' });
    expect(tagsOf(exception)).toMatchObject({
      region: 'eu-1',
      environment: 'production',
      release: 'shop@1.2.3',
      level: 'error',
    });
    // Python names the integration that it found, too.
    expect(exception.sdk).toMatchObject({
      name: expect.stringMatching(`^${client.sdk}`) as string,
      version: client.version,
    });
    expect(exception.release?.version).toBe('shop@1.2.3');
    const crumbs = entryOf<{ values: { message?: string }[] }>(exception, 'breadcrumbs').values;
    expect(crumbs.map((crumb) => crumb.message)).toContain('card entered');
  });

  it('has its attachment', async () => {
    const path = `/api/0/projects/${await server.organization()}/${client.project}/events/${result.ids.exception}/attachments/`;
    const [attachment] = await readBack<{ id: string; name: string; size: number }[]>(
      server,
      path,
      (list) => list.length > 0,
    );
    expect(attachment).toMatchObject({ name: 'basket.txt', size: 11 });
    const download = await server.api(`${path}${attachment?.id}/?download=1`);
    expect(await download.text()).toBe('three items');
  });

  it('has its message, its uncaught error and its feedback', async () => {
    const message = await readEvent(server, client.project, result.ids.message);
    expect(message.title).toBe('stock is low');
    expect(tagsOf(message)['level']).toBe('warning');
    const issues = await readBack<{ title: string; isUnhandled: boolean; level: string }[]>(
      server,
      `/api/0/projects/${await server.organization()}/${client.project}/issues/?query=`,
      (list) => list.some((issue) => issue.title === client.uncaught),
    );
    expect(issues.find((issue) => issue.title === client.uncaught)).toMatchObject({ isUnhandled: true });
    const { feedback } = result.ids;
    const shown = feedback === undefined ? '' : JSON.stringify(await readEvent(server, client.project, feedback));
    expect(shown.includes('the button does nothing')).toBe(client.hasFeedback);
  });
});
