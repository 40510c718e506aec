#!/usr/bin/env node
import { reportError, run } from './program.ts';

process.on('uncaughtException', (error) => process.exit(reportError(error)));
// The reader of the output may stop reading (`garrison --help | head`): that is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? 0 : reportError(error)),
);

process.exitCode = await run(process.argv.slice(2));
