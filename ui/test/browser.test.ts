import { afterAll, beforeAll, describe } from 'vitest';
import { type App, openApp } from './open-app.ts';
import { accessTests } from './suites/access.ts';
import { alertTests } from './suites/alerts.ts';
import { crashTests } from './suites/crash.ts';
import { groupingTests } from './suites/grouping.ts';
import { handsTests } from './suites/hands.ts';
import { issueTests } from './suites/issue.ts';
import { logTests } from './suites/logs.ts';
import { modeTests } from './suites/modes.ts';
import { searchTests } from './suites/search.ts';
import { settingsTests } from './suites/settings.ts';
import { signInTests } from './suites/sign-in.ts';
import { speedTests } from './suites/speed.ts';
import { statesTests } from './suites/states.ts';
import { streamTests } from './suites/stream.ts';
import { traceTests } from './suites/trace.ts';

/** One server and one browser for every test of the app; each suite has projects of its own, so that none sees what another does. */
let opened: App | undefined;

beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened?.close());

const app = (): App => {
  if (opened === undefined) throw new Error('The app is not open yet.');
  return opened;
};

describe('sign-in', () => {
  signInTests(app);
});
// Before the suites that send many errors: their alerts are gathered into one message.
describe('alerts', () => {
  alertTests(app);
});
describe('issue stream', () => {
  streamTests(app);
});
describe('hands', () => {
  handsTests(app);
});
describe('search', () => {
  searchTests(app);
});
describe('issue page', () => {
  issueTests(app);
});
describe('logs', () => {
  logTests(app);
});
describe('trace', () => {
  traceTests(app);
});
describe('a crash', () => {
  crashTests(app);
});
describe('grouping', () => {
  groupingTests(app);
});
describe('settings', () => {
  settingsTests(app);
});
describe('states', () => {
  statesTests(app);
});
describe('access', () => {
  accessTests(app);
});

describe('zoom, forced colours, print, fingers', () => {
  modeTests(app);
});
describe('speed', () => {
  speedTests(app);
});
