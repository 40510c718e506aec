import { stripTypeScriptTypes } from 'node:module';
import { expect, it } from 'vitest';
import { runService, type Payload } from '../../../kit/node/test/service.ts';
import { fixText, lintText } from './lint-files.ts';

/** Services as they stand in repositories before the kit: each starts the SDK, answers a request with an error, and ends. */
const ESM = `
import * as Sentry from '@sentry/node';
import { captureMessage as say, setTag } from '@sentry/node';
import express from 'express';

Sentry.init({ dsn: process.env.SENTRY_DSN, environment: 'staging', tracesSampleRate: 1, sendDefaultPii: true });
const app = express();
app.get('/pay', () => {
  setTag('step', 'pay');
  throw new Error('card refused, password=' + process.env.SECRET);
});
Sentry.setupExpressErrorHandler(app);
const server = app.listen(0, async () => {
  const { status } = await fetch(\`http://127.0.0.1:\${server.address().port}/pay\`, { headers: { 'x-api-key': process.env.SECRET } });
  say(\`answered \${status}\`);
  await Sentry.flush(5000);
  tell(status);
  process.exit(0);
});`;

const CJS = `
const Sentry = require('@sentry/node');
const { captureMessage: say, setTag } = require('@sentry/node');
const express = require('express');

Sentry.init({ dsn: process.env.SENTRY_DSN, environment: 'staging', tracesSampleRate: 1, sendDefaultPii: true });
const app = express();
app.get('/pay', () => {
  setTag('step', 'pay');
  throw new Error('card refused, password=' + process.env.SECRET);
});
Sentry.setupExpressErrorHandler(app);
const server = app.listen(0, async () => {
  const { status } = await fetch(\`http://127.0.0.1:\${server.address().port}/pay\`, { headers: { 'x-api-key': process.env.SECRET } });
  say(\`answered \${status}\`);
  await require('@sentry/node').flush(5000);
  tell(status);
  process.exit(0);
});`;

const TYPESCRIPT = ESM.replace('captureMessage as say', 'captureMessage as say, type SeverityLevel, Scope')
  .replace(`'staging'`, `'staging' as string`)
  .replace(
    'const app',
    `const level: SeverityLevel = 'info';\nexport const tag = (scope: Scope): Sentry.Scope => scope;\nconst app`,
  )
  .replace('server.address()', '(server.address() as { port: number })')
  .replace('${status}`)', '${status}`, level)');

it.each([
  ['ESM', 'service.mjs', ESM],
  ['CommonJS', 'service.cjs', CJS],
  ['TypeScript', 'service.ts', TYPESCRIPT],
] as const)(
  'a fixed service of %s runs, reports through the kit, and has nothing left to find',
  async (_, file, before) => {
    expect(lintText(file, before, '@garrison/node').map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['direct-import', 'own-init', 'send-default-pii', 'sdk-error-handler']),
    );
    const { text = '', left } = fixText(file, before, { kit: '@garrison/node', serviceName: 'pay' });
    expect(left).toBeUndefined();
    expect(lintText(file, text, '@garrison/node')).toEqual([]);
    const service = await runService({
      major: 11,
      module: file.endsWith('.cjs') ? 'cjs' : 'esm',
      source: file.endsWith('.ts') ? stripTypeScriptTypes(text) : text,
      env: { SENTRY_ENVIRONMENT: 'staging', SENTRY_TRACES_SAMPLE_RATE: '1', SECRET: 'hunter2' },
    });
    expect([service.told, service.code]).toEqual([[500], 0]);
    const events = service.payloads('event');
    const titleOf = (event: Payload): string => (event['message'] ?? event['exception'].values[0].value) as string;
    expect(events.map(titleOf).toSorted()).toEqual(['answered 500', 'card refused, password=[Filtered]']);
    expect(events.map(({ tags }) => tags.service as string)).toEqual(['orders', 'orders']);
    expect(events.find((event) => titleOf(event).startsWith('card'))).toMatchObject({
      environment: 'staging',
      tags: { step: 'pay', 'http.route': '/pay' },
    });
    expect(service.capture.envelopes().some(({ body }) => body.includes('hunter2'))).toBe(false);
  },
);
