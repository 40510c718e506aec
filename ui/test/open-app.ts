import { randomUUID } from 'node:crypto';
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
  /** Sends one event as it is. */
  readonly sendEvent: (project: string, event: Record<string, unknown>) => Promise<string>;
  /** Waits until an event can be read. */
  readonly stored: (id: string) => Promise<void>;
  /** The address of the issues of one project; with more parameters of the URL. */
  readonly issues: (project: string, more?: Record<string, string>) => Promise<string>;
  /** The project's issues as the API lists them. */
  readonly list: (project: string) => Promise<ListedIssue[]>;
  /** A page that is signed in, in its own browser context. `problems` collects what went wrong in it. */
  readonly open: (path: string, options?: BrowserContextOptions) => Promise<OpenPage>;
  /** The same, signed out. */
  readonly openSignedOut: (path: string, options?: BrowserContextOptions) => Promise<OpenPage>;
  readonly close: () => Promise<void>;
}

export interface ListedIssue {
  readonly id: string;
  readonly shortId: string;
  readonly title: string;
  readonly count: string;
}

export interface OpenPage {
  readonly page: Page;
  readonly problems: readonly string[];
}

let seed = 1;

async function sendEvent(server: GarrisonServer, project: string, event: Record<string, unknown>): Promise<string> {
  // Sent to where the server listens; a DSN names the address that clients are told.
  const dsn = new URL(await server.dsn(project));
  const id = typeof event['event_id'] === 'string' ? event['event_id'] : randomUUID().replaceAll('-', '');
  const lines = [{ event_id: id }, { type: 'event' }, { ...event, event_id: id }];
  const response = await fetch(
    `${server.url}/api/${dsn.pathname.split('/').at(-1)}/envelope/?sentry_key=${dsn.username}`,
    {
      method: 'POST',
      body: lines.map((line) => JSON.stringify(line)).join('\n'),
    },
  );
  if (response.status !== 200) throw new Error(`The envelope was answered ${response.status}.`);
  return id;
}

async function stored(server: GarrisonServer, id: string): Promise<void> {
  const org = await server.organization();
  await poll(async () => (await server.api(`/api/0/organizations/${org}/eventids/${id}/`)).ok, {
    timeoutMs: 20_000,
    describe: () => `event ${id} is not there`,
  });
}

async function sendEvents(
  server: GarrisonServer,
  project: string,
  kinds: readonly number[],
  more: Record<string, unknown> = {},
): Promise<void> {
  let last = '';
  for (const kind of kinds) {
    const event = buildErrorEvent({ seed: seed++, kind, timestamp: Date.now() / 1000 - 60, override: more });
    last = await sendEvent(server, project, event);
  }
  await stored(server, last);
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

/** Cookies of a signed-in browser, so that not every page has to sign in. */
async function signedIn(browser: Browser, server: GarrisonServer, basePath: string) {
  const { page } = await openPage(browser, server, {});
  await page.goto(`${basePath}/auth/login/`);
  await signIn(page);
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  const { cookies } = await page.context().storageState();
  await page.context().close();
  return { cookies, origins: [] };
}

/** The built app on a real server, at the root of its host or below a path, in the system's Chromium. */
export async function openApp(basePath = ''): Promise<App> {
  const server = await startGarrisonServer({
    env: {
      GARRISON_ADMIN_EMAIL: EMAIL,
      GARRISON_ADMIN_PASSWORD: PASSWORD,
      ...(basePath === '' ? {} : { GARRISON_PUBLIC_URL: `http://tools.example${basePath}` }),
    },
  });
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: BROWSER_ARGS });
  const org = await server.organization();
  const storageState = await signedIn(browser, server, basePath);
  const projectId = async (slug: string): Promise<string> => {
    await server.dsn(slug);
    return (await (await server.api(`/api/0/projects/${org}/${slug}/`)).json()).id;
  };
  return {
    server,
    org,
    send: (project, kinds, more) => sendEvents(server, project, kinds, more),
    async sendEvent(project, event) {
      const id = await sendEvent(server, project, event);
      await stored(server, id);
      return id;
    },
    stored: (id) => stored(server, id),
    async issues(project, more = {}) {
      const query = new URLSearchParams({ project: await projectId(project), ...more });
      return `${basePath}/organizations/${org}/issues/?${query}`;
    },
    async list(project) {
      const query = new URLSearchParams({ project: await projectId(project), query: '', sort: 'freq' });
      return (await server.api(`/api/0/organizations/${org}/issues/?${query}`)).json();
    },
    async open(path, options = {}) {
      const opened = await openPage(browser, server, { ...options, storageState });
      await opened.page.goto(path);
      await opened.page.getByRole('navigation', { name: 'Main' }).waitFor();
      return opened;
    },
    async openSignedOut(path, options = {}) {
      const opened = await openPage(browser, server, options);
      await opened.page.goto(path);
      return opened;
    },
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}
