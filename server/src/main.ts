import { compose, type RunningServer } from './compose.ts';
import { type Config, helpText, parseConfig } from './config.ts';
import { collectGarbage, createLogger, giveHeapsRoom, holdDirectory, type DirectoryHold } from './platform/index.ts';

/** Exit codes: 0 stopped as asked, 1 failed, 2 wrong settings, 3 the data directory or the port is taken. */
const EXIT_FAILED = 1;
const EXIT_SETTINGS = 2;
const EXIT_TAKEN = 3;

/** How long a drain may take before the process ends all the same. What was acknowledged is in the log by then. */
const DRAIN_MAX_MS = 9_500;
/** A predecessor on the same data may still be draining. */
const HOLD_WAIT_MS = 3000;
const HOLD_RETRY_MS = 100;

if (process.argv.includes('--help')) {
  process.stdout.write(helpText());
  process.exit(0);
}
const parsed = parseConfig();
if ('problems' in parsed)
  end(EXIT_SETTINGS, ['The settings are not right:', ...parsed.problems.map((problem) => `- ${problem}`)].join('\n'));
const { config } = parsed;
const logger = createLogger(config.logLevel);
const hold = await holdData(config.dataDirectory);
const server = await start(config);
let draining = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void drain(signal));
// Started by a parent with an IPC channel: when the parent ends, however it ends, nothing else would stop this process.
if (process.connected) process.on('disconnect', () => void drain('disconnect'));
process.on('uncaughtException', (error) => {
  logger.fatal({ err: error }, 'uncaught exception');
  process.exit(EXIT_FAILED);
});
// Last: who reads that it listens may ask it to stop at once.
sayHello(server);
collectGarbage();
giveHeapsRoom();

async function start(settings: Config): Promise<RunningServer> {
  try {
    return await compose(settings, logger);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      end(
        EXIT_TAKEN,
        `Port ${settings.port} on ${settings.host} is in use. Choose another one: GARRISON_PORT=${settings.port + 1} npm start`,
      );
    logger.fatal({ err: error }, 'start failed');
    return end(EXIT_FAILED, `Garrison could not start: ${(error as Error).message}`);
  }
}

async function holdData(directory: string): Promise<DirectoryHold> {
  for (let waited = 0; ; waited += HOLD_RETRY_MS) {
    const held = holdDirectory(directory);
    if ('release' in held) return held;
    if (waited >= HOLD_WAIT_MS)
      end(
        EXIT_TAKEN,
        `${directory} is in use by process ${held.heldBy}. Stop that one, or keep other data elsewhere: GARRISON_DATA=<directory>`,
      );
    await new Promise((resolve) => setTimeout(resolve, HOLD_RETRY_MS));
  }
}

function sayHello({ url, firstSignIn }: RunningServer): void {
  if (firstSignIn !== undefined)
    process.stdout.write(
      `Sign in as ${firstSignIn.email} with the password ${firstSignIn.password} (shown this once)\n`,
    );
  process.stdout.write(`Listening on ${url}\n`);
}

async function drain(why: string): Promise<void> {
  if (draining) return;
  draining = true;
  logger.info({ why }, 'draining');
  const deadline = setTimeout(
    () =>
      end(
        EXIT_FAILED,
        'The drain took too long; what was acknowledged is in the log and is processed at the next start',
      ),
    DRAIN_MAX_MS,
  );
  try {
    await server.close();
  } catch (error) {
    logger.error({ err: error }, 'drain failed');
    process.exitCode = EXIT_FAILED;
  }
  clearTimeout(deadline);
  hold.release();
  process.exit();
}

function end(code: number, text: string): never {
  process.stderr.write(`${text}\n`);
  process.exit(code);
}
