// Starts the kit through the organisation's package, with a policy of its own, and reports which one is in force.
import { report } from './report.mjs';

const { CONFORMANCE_PACKAGE: name, CONFORMANCE_WAY: way } = process.env;
const kit = await import(name);
const { default: config } = await import('./lax-config.mjs');
const START = {
  preload: () => kit.sentryStatus(),
  initSentry: () => kit.initSentry(config),
  SentryService: () => kit.SentryService.getInstance(config).init(),
};
report('status', START[way]());
process.exit(0);
