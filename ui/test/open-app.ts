import { buildErrorEvent, poll, startGarrisonServer, type GarrisonServer } from '@garrison/testkit';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const EMAIL = 'admin@localhost';
const PASSWORD = 'correct horse battery staple';

const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];

export interface App {
  readonly server: GarrisonServer;
  readonly org: string;
  /** Sends error events of this kind (same kind, same issue) to the project and waits until they can be read. */
  readonly send: (project: string, kinds: readonly number[], more?: Record<string, unknown>) => Promise<void>;
  /** A page that is signed in, in its own browser context. `problems` collects what went wrong in it. */
  readonly open: (path: string, options?: BrowserContextOptions) => Promise<OpenPage>;
  readonly close: () => Promise<void>;
}

export interface OpenPage {
  readonly page: Page;
  readonly problems: readonly string[];
}

let seed = 1;

async function sendEvents(
  server: GarrisonServer,
  project: string,
  kinds: readonly number[],
  more: Record<string, unknown> = {},
): Promise<void> {
  const dsn = new URL(await server.dsn(project));
  const ids: string[] = [];
  for (const kind of kinds) {
    const event = buildErrorEvent({ seed: seed++, kind, timestamp: Date.now() / 1000 - 60, override: more });
    ids.push(event.event_id);
    const text = JSON.stringify(event);
    const lines = [JSON.stringify({ event_id: event.event_id }), JSON.stringify({ type: 'event' }), text];
    const response = await fetch(`${dsn.origin}/api${dsn.pathname}/envelope/?sentry_key=${dsn.username}`, {
      method: 'POST',
      body: lines.join('\n'),
    });
    if (response.status !== 200) throw new Error(`The envelope was answered ${response.status}.`);
  }
  const org = await server.organization();
  const last = ids.at(-1);
  await poll(async () => (await server.api(`/api/0/organizations/${org}/eventids/${last}/`)).ok, {
    timeoutMs: 20_000,
    describe: () => `event ${last} is not there`,
  });
}

async function openPage(browser: Browser, server: GarrisonServer, options: BrowserContextOptions): Promise<OpenPage> {
  const context = await browser.newContext({
    baseURL: server.url,
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    // The first question of the app, whether somebody is signed in, is answered 401 when nobody is.
    const expected = message.location().url.endsWith('/api/garrison/session/');
    if (message.type() === 'error' && !expected) problems.push(`${message.text()} ${message.location().url}`);
  });
  return { page, problems };
}

export async function signIn(page: Page, password = PASSWORD): Promise<void> {
  await page.getByLabel('E-mail').fill(EMAIL);
  await page.getByLabel('Password', { exact: false }).first().fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** The built app on a real server, in the system's Chromium. */
export async function openApp(): Promise<App> {
  const server = await startGarrisonServer({
    env: { GARRISON_ADMIN_EMAIL: EMAIL, GARRISON_ADMIN_PASSWORD: PASSWORD },
  });
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: BROWSER_ARGS });
  return {
    server,
    org: await server.organization(),
    send: (project, kinds, more) => sendEvents(server, project, kinds, more),
    async open(path, options = {}) {
      const opened = await openPage(browser, server, options);
      await opened.page.goto(path);
      await signIn(opened.page);
      await opened.page.getByRole('navigation', { name: 'Main' }).waitFor();
      return opened;
    },
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}
