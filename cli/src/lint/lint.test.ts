import { describe, expect, it } from 'vitest';
import { fixText, lintText } from './lint-files.ts';

const KIT = '@garrison/node';
const IMPORT = `import * as Sentry from '@sentry/node';\n`;
const rules = (text: string, file = 'a.mjs'): string[] => lintText(file, text, KIT).map(({ rule }) => rule);

describe('what is found', () => {
  it.each([
    ['a.mjs', `import * as Sentry from '@sentry/node';`],
    ['a.mjs', `import Sentry, { captureException } from "@sentry/node";`],
    ['a.mjs', `import '@sentry/node/preload';`],
    ['a.mjs', `export * from '@sentry/core';`],
    ['a.mjs', `export { captureException } from '@sentry/node';`],
    ['a.mjs', `const S = await import('@sentry/node');`],
    ['a.cjs', `const { captureException } = require('@sentry/node');`],
    ['a.cjs', `app.use(require('@sentry/nestjs').x);`],
    ['a.cts', `import Sentry = require('@sentry/node');`],
    ['a.ts', `import { type Event, captureException } from '@sentry/node';`],
    ['a.tsx', `import { x } from '@sentry/node'; const y = <T,>(a: T) => <p>{a}</p>;`],
    ['a.jsx', `import { x } from '@sentry/node'; const y = <p/>;`],
    ['a.ts', `@Injectable() class A { constructor(@Inject() private a: B) {} }\nconst S = require('@sentry/node');`],
  ])('direct imports: %s %s', (file, text) => expect(rules(text, file)).toEqual(['direct-import']));

  it.each([
    ['a.ts', `import type { Event } from '@sentry/node';`],
    ['a.ts', `import { type Event } from '@sentry/node';`],
    ['a.ts', `export type { Event } from '@sentry/node';`],
    ['a.mjs', `import * as Sentry from '@sentry/react';`],
    ['a.mjs', `import { sentryVitePlugin } from '@sentry/vite-plugin';`],
    ['a.mjs', `import { Sentry } from '@garrison/node'; Sentry.captureException(error); Sentry.setUser({ id });`],
    ['a.mjs', `client.init({}); logger.captureMessage(err.message); const message = err.message;`],
  ])('nothing in: %s %s', (file, text) => expect(rules(text, file)).toEqual([]));

  const found = (text: string): string[] => rules(IMPORT + text).filter((rule) => rule !== 'direct-import');
  it.each([
    ['own-init', `Sentry.init({ dsn });`],
    ['own-init', `new Sentry.NodeClient({});`],
    ['own-hook', `Sentry.getClient().getOptions().beforeSend = (event) => event;`],
    ['own-hook', `options.tracesSampler = () => 1;`],
    ['sdk-error-handler', `Sentry.setupExpressErrorHandler(app);`],
    ['sdk-error-handler', `app.use(Sentry.Handlers.requestHandler());`],
    ['sdk-error-handler', `Sentry.setupFastifyErrorHandler(app);`],
    ['send-default-pii', `export const options = { sendDefaultPii: true };`],
    ['error-text-as-message', `Sentry.captureMessage(err.message);`],
    ['error-text-as-message', 'Sentry.captureMessage(`could not pay: ${error}`);'],
    ['error-text-as-message', `Sentry.captureMessage('could not pay: ' + String(e), 'error');`],
    ['error-text-as-message', `Sentry.captureMessage(err?.message ?? 'unknown');`],
    ['error-text-in-status', `span.setStatus({ code: 2, message: String(err) });`],
    ['personal-user', `Sentry.setUser({ id, email: user.email });`],
    ['personal-user', `scope.setUser({ ip_address: '1.2.3.4' });`],
  ])('%s: %s', (rule, text) => expect(found(text)).toEqual([rule]));

  it.each([
    `Sentry.captureMessage('partner is slow');`,
    'Sentry.captureMessage(`order ${id}`);',
    `span.setStatus({ code: 2 });`,
    `Sentry.setUser(null);`,
  ])('nothing in: %s', (text) => expect(found(text)).toEqual([]));

  it('each with its place, and with what to write in the words of the organisation’s package', () => {
    const text = `import { a } from 'b';\n  import { captureMessage } from '@sentry/node';\ncaptureMessage(err.message);`;
    expect(lintText('src/a.ts', text, '@shop/sentry-config')).toMatchObject([
      { file: 'src/a.ts', line: 2, column: 3, write: `import { Sentry } from '@shop/sentry-config'` },
      { line: 3, column: 1, rule: 'error-text-as-message', write: 'Sentry.captureException(error)' },
    ]);
  });

  it('through the kit, too', () => {
    expect(rules(`import { Sentry as S } from '@garrison/node'; S.captureMessage(err.message);`)).toEqual([
      'error-text-as-message',
    ]);
  });

  it('a file that cannot be read is a finding', () => {
    expect(lintText('a.mjs', `${IMPORT}const = 3;`, KIT)).toMatchObject([{ rule: 'unreadable', line: 2, column: 7 }]);
  });

  it('unless a comment with a reason says so', () => {
    const comment = (text: string): string => `// garrison-ignore-next-line ${text}\n${IMPORT}`;
    expect(rules(comment('direct-import -- compares both'))).toEqual([]);
    expect(rules(comment('direct-import'))).toEqual(['ignore-comment', 'direct-import']);
    expect(rules(comment('direct-imports -- compares both'))).toEqual(['ignore-comment', 'direct-import']);
    expect(rules(comment('own-init -- compares both'))).toEqual(['direct-import']);
  });
});

const fix = (file: string, text: string): ReturnType<typeof fixText> =>
  fixText(file, text, { kit: KIT, serviceName: 'orders' });

describe('what --fix writes', () => {
  it.each<[string, string, string]>([
    [
      'a.mjs',
      `import * as Sentry from '@sentry/node';\nSentry.flush();`,
      `import { Sentry } from '@garrison/node';\nSentry.flush();`,
    ],
    [
      'a.mjs',
      `import * as S from '@sentry/node';\nS.flush();`,
      `import { Sentry as S } from '@garrison/node';\nS.flush();`,
    ],
    [
      'a.mjs',
      `import { captureException as report, flush } from '@sentry/node';\nreport(1); const a = { flush, report: flush };`,
      `import { Sentry } from '@garrison/node';\nSentry.captureException(1); const a = { flush: Sentry.flush, report: Sentry.flush };`,
    ],
    [
      'a.mjs',
      `import * as S from '@sentry/node';\nimport { flush } from '@sentry/node';\nflush(); { const flush = 1; f(flush); }`,
      `import { Sentry as S } from '@garrison/node';\n\nS.flush(); { const flush = 1; f(flush); }`,
    ],
    [
      'a.ts',
      `import { type Event, Scope, withScope } from '@sentry/node';\nconst f = (s: Scope, e: Event) => withScope(s);`,
      `import { Sentry } from '@garrison/node';\nimport type { Event, Scope } from '@sentry/node';\nconst f = (s: Scope, e: Event) => Sentry.withScope(s);`,
    ],
    [
      'a.ts',
      `import * as Sentry from '@sentry/node';\nclass A { constructor(private s: Sentry.Span) { Sentry.flush(); } }`,
      `import { Sentry } from '@garrison/node';\nimport type * as SentryTypes from '@sentry/node';\nclass A { constructor(private s: SentryTypes.Span) { Sentry.flush(); } }`,
    ],
    [
      'a.cjs',
      `const Sentry = require('@sentry/node');\nconst { flush: f } = require("@sentry/node");\nf(); require('@sentry/node').close();`,
      `const { Sentry } = require('@garrison/node');\n\nSentry.flush(); require('@garrison/node').Sentry.close();`,
    ],
    [
      'a.cjs',
      `function f() { const { flush } = require('@sentry/node'); flush(); }`,
      `function f() { const { flush } = require('@garrison/node').Sentry; flush(); }`,
    ],
    [
      'a.mjs',
      `const S = await import('@sentry/node');\nS.flush();`,
      `const { Sentry: S } = await import('@garrison/node');\nS.flush();`,
    ],
    [
      'a.cts',
      `import Sentry = require('@sentry/node');\nexport = Sentry.flush;`,
      `import { Sentry } from '@garrison/node';\nexport = Sentry.flush;`,
    ],
    [
      'a.mjs',
      `import * as Sentry from '@sentry/node';\n  Sentry.init({ dsn: process.env.DSN, tracesSampleRate: 0.2, sendDefaultPii: false, debug: false });`,
      `import { initSentry } from '@garrison/node';\n  initSentry({\n    serviceName: 'orders',\n    dsn: process.env.DSN,\n    tracesSampleRate: 0.2,\n  });`,
    ],
    [
      'a.cjs',
      `'use strict';\nconst { init, flush } = require('@sentry/node');\ninit({ dsn, serverName: 'pay' });\nflush();`,
      `'use strict';\nconst { Sentry, initSentry } = require('@garrison/node');\ninitSentry({\n  serviceName: 'pay',\n  dsn,\n});\nSentry.flush();`,
    ],
    [
      'a.mjs',
      `import * as Sentry from '@sentry/node';\nconst app = express();\napp.get('/', f);\nSentry.setupExpressErrorHandler(app);`,
      `import { sentryRequestHandler, sentryErrorHandler } from '@garrison/node';\nconst app = express();\napp.use(sentryRequestHandler());\napp.get('/', f);\napp.use(sentryErrorHandler());`,
    ],
    [
      'a.mjs',
      `import { setupFastifyErrorHandler } from '@sentry/node';\nsetupFastifyErrorHandler(app);`,
      `import { sentryFastify } from '@garrison/node';\napp.register(sentryFastify);`,
    ],
  ])('%s: %s', (file, before, after) => {
    expect(fix(file, before)).toEqual({ text: after });
    // A second run has nothing to do.
    expect(fix(file, after)).toEqual({});
  });

  it.each<[string, string, RegExp]>([
    ['a.mjs', `export * from '@sentry/node';`, /exported again/],
    ['a.mjs', `import '@sentry/node';`, /only loads the SDK/],
    ['a.mjs', `import { x } from '@sentry/core';\nx();`, /@sentry\/core has no counterpart/],
    ['a.mjs', `import('@sentry/node').then((S) => S.flush());`, /promise/],
    ['a.mjs', `import { flush } from '@sentry/node';\nconst Sentry = 1; flush();`, /name Sentry is taken/],
    [
      'a.mjs',
      `import { flush } from '@sentry/node';\nfunction f(Sentry) { flush(); }`,
      /name Sentry means something else/,
    ],
    ['a.mjs', `import { flush } from '@sentry/node';\nexport { flush };`, /not understood/],
    ['a.mjs', `${IMPORT}Sentry.init(options);`, /not written out/],
    ['a.mjs', `${IMPORT}Sentry.init({ ...options });`, /a spread/],
    ['a.mjs', `${IMPORT}Sentry.init({ dsn, beforeSend: (e) => e });`, /option beforeSend; with the kit: the policy/],
    [
      'a.mjs',
      `${IMPORT}Sentry.init({ dsn, release: 'a@1' });`,
      /option release; with the kit: the variable SENTRY_RELEASE/,
    ],
    ['a.mjs', `${IMPORT}Sentry.init({ dsn, maxValueLength: 3 });`, /maxValueLength, which has no counterpart/],
    ['a.mjs', `${IMPORT}const initSentry = () => Sentry.init({ dsn });`, /name initSentry is taken/],
    ['a.cjs', `let Sentry = require('@sentry/node');\nSentry = fake; Sentry.flush();`, /given another value/],
    [
      'a.cjs',
      `const { flush } = require('@sentry/node');\nflush();\nconst S = require('@sentry/node');`,
      /loaded twice/,
    ],
    ['a.mjs', `// garrison-ignore-next-line direct-import -- for a test\n${IMPORT}Sentry.flush();`, /ignore comment/],
    ['a.jsx', `import { ErrorBoundary } from '@sentry/node';\nconst a = <ErrorBoundary/>;`, /not understood/],
  ])('stays as it is: %s %s', (file, text, reason) => {
    const fixed = fix(file, text);
    expect(fixed.text).toBeUndefined();
    expect(fixed.left?.reason).toMatch(reason);
  });

  it('without a name for the service', () => {
    const { left } = fixText('a.mjs', `${IMPORT}Sentry.init({ dsn });`, { kit: KIT, serviceName: undefined });
    expect(left).toEqual({ reason: expect.stringContaining('no package.json'), line: 2 });
  });
});
