import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { poll, runProgram, startProgram } from '@garrison/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';

const RUN = join(import.meta.dirname, 'run.ts');
const GARRISON = join(import.meta.dirname, '../../cli/src/main.ts');

let dataDirectory: string;
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'garrison-demo-'));
});
afterAll(() => rm(dataDirectory, { recursive: true, force: true }));

/** Runs the demo, does something while all of it runs, and stops it. */
async function withDemo<T>(env: Readonly<Record<string, string>>, act: (output: string) => T | Promise<T>): Promise<T> {
  const demo = startProgram(process.execPath, [RUN], {
    env: { ...process.env, GARRISON_DATA: dataDirectory, GARRISON_PORT: '0', ...env },
  });
  try {
    await poll(() => demo.output().includes('Stop everything with Ctrl-C'), {
      timeoutMs: 60_000,
      describe: () => demo.output(),
    });
    return await act(demo.output());
  } finally {
    await demo.stop(30_000);
  }
}

/** What the demo says about signing in. */
const signInLine = (env: Readonly<Record<string, string>> = {}) =>
  withDemo(env, (output) => /sign in as .*/.exec(output)?.[0] ?? '');

interface SpanRows {
  readonly data: readonly { readonly trace: string; readonly project: string }[];
}

it('one trace goes from the gateway through pricing, in Python, to the worker; without Python the demo says so', async () => {
  const own = await mkdtemp(join(tmpdir(), 'garrison-demo-'));
  const demo = startProgram(process.execPath, [RUN], {
    env: { ...process.env, GARRISON_DATA: own, GARRISON_PORT: '0', SENTRY_TRACES_SAMPLE_RATE: '1' },
  });
  const waiting = { timeoutMs: 110_000, describe: () => demo.output() };
  try {
    await poll(() => demo.output().includes('Stop everything with Ctrl-C'), waiting);
    if (demo.output().includes('pricing (FastAPI) does not run')) return;
    expect(demo.output()).toMatch(/Traffic is running through .*pricing/);
    const url = /Garrison is at (\S+)/.exec(demo.output())?.[1] ?? '';
    const { token } = JSON.parse(await readFile(join(own, 'demo-sign-in.json'), 'utf8')) as { token: string };
    const query = 'dataset=spans&field=trace&field=project&per_page=100&statsPeriod=1h';
    await poll(
      async () => {
        const headers = { authorization: `Bearer ${token}` };
        const response = await fetch(`${url}/api/0/organizations/acme-corp/events/?${query}`, { headers });
        const { data } = (await response.json()) as SpanRows;
        const traces = Map.groupBy(data, ({ trace }) => trace);
        return [...traces.values()].some((spans) =>
          ['api-gateway', 'pricing', 'billing-worker'].every((name) => spans.some(({ project }) => project === name)),
        );
      },
      { ...waiting, everyMs: 1000 },
    );
  } finally {
    await demo.stop(30_000);
    await rm(own, { recursive: true, force: true });
  }
});

it('says how to sign in, and the truth after the password was changed', async () => {
  const first = await signInLine();
  const [, email = '', made = ''] = /^sign in as (\S+) with (\S+)$/.exec(first) ?? [];
  expect(email).toBe('admin@acme-corp.example');

  const reset = await runProgram(process.execPath, [GARRISON, 'admin', 'reset-password', email], {
    env: { ...process.env, GARRISON_DATA: dataDirectory },
  });
  const password = /with the password (\S+)/.exec(reset)?.[1] ?? '';
  const changed = await signInLine();
  expect(changed).not.toContain(made);
  expect(changed).toContain('garrison admin reset-password');

  expect(await signInLine({ GARRISON_ADMIN_PASSWORD: password })).toBe(`sign in as ${email} with ${password}`);
  expect(await signInLine()).toBe(`sign in as ${email} with ${password}`);
});

interface Frame {
  readonly filename: string;
  readonly inApp: boolean;
}

it('reports errors whose frames name files of the repository, and only the services as in app', async () => {
  const token = 'a-token-of-the-demo-test-that-is-long-enough';
  const frames = await withDemo({ GARRISON_ADMIN_TOKEN: token }, async (output) => {
    const url = /Garrison is at (\S+)/.exec(output)?.[1] ?? '';
    const read = async (path: string) =>
      (
        await fetch(`${url}/api/0/organizations/acme-corp/${path}`, { headers: { authorization: `Bearer ${token}` } })
      ).json();
    let issue: { id: string } | undefined;
    await poll(async () => (issue = (await read('issues/?query='))[0]) !== undefined, {
      timeoutMs: 60_000,
      describe: () => 'no issue came',
    });
    const event = await read(`issues/${issue?.id}/events/latest/`);
    const { values } = event.entries.find(({ type }: { type: string }) => type === 'exception').data;
    return values.flatMap(({ stacktrace }: { stacktrace: { frames: Frame[] } }) => stacktrace.frames) as Frame[];
  });
  const inApp = frames.filter((frame) => frame.inApp).map(({ filename }) => filename);
  expect(inApp.length).toBeGreaterThan(0);
  expect(inApp.filter((filename) => !filename.startsWith('examples/acme-corp/'))).toEqual([]);
  expect(frames.filter(({ filename }) => filename.includes('/kit/') && filename.startsWith('/'))).toEqual([]);
});
