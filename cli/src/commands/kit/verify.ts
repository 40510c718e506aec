import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Command } from 'commander';
import { EXIT, wrongCall, type End } from '../../exit.ts';
import { existingFile, existingFolder } from '../../existing-path.ts';
import { isPythonProject, verifyPython } from './verify-python.ts';

interface Report {
  readonly ok: boolean;
}

/** What `@garrison/node/conformance` offers: the suite comes with the kit that the service has, and proves that one. */
interface Suite {
  readonly runConformance: (options: {
    readonly directory: string;
    readonly policy?: string | undefined;
    readonly node?: string | undefined;
    readonly onProgress?: (part: string) => void;
  }) => Promise<Report>;
  readonly conformanceText: (report: Report) => string;
  /** Older kits have none. */
  readonly runEntry?: (options: {
    readonly directory: string;
    readonly entry: string;
    readonly requests: readonly string[];
    readonly preload?: string | undefined;
    readonly node?: string | undefined;
    readonly onProgress?: (part: string) => void;
  }) => Promise<Report>;
  readonly entryText?: (report: Report) => string;
}

interface VerifyOptions {
  readonly policy?: string;
  readonly node?: string;
  readonly entry?: string;
  readonly request?: readonly string[];
  readonly import?: string;
  readonly python?: string;
  readonly json?: boolean;
}

const NOTES = `
Without --entry the suite runs services of its own on what is installed here: about 15 seconds, nothing leaves this machine.

With --entry the service itself is started, with all its own variables but SENTRY_DSN, which names a server on this machine,
SENTRY_TRACES_SAMPLE_RATE, which is 1, and PORT, which is 0 when it is not set. Its other connections (databases, other services) are
its own. Each --request is sent with secrets in its headers, cookies, query and body; more are planted through the SDK in the process.

  garrison verify --entry src/server.js --request /orders/7 --request 'POST /orders'

Exit codes: 0 proven, 1 not proven, 2 called wrongly.`;

export function verifyCommand(end: End): Command {
  return new Command('verify')
    .description(
      'prove, on what a service has installed or on the service itself, which data leave it and which events arrive',
    )
    .argument('[folder]', 'of the service', '.')
    .option('--policy <module>', "a package or file that exports the organisation's policy: @acme/sentry-config")
    .option('--entry <file>', 'the program that starts the service: run the service itself')
    .option('--request <request>', 'with --entry: a path, or a method and a path; may be repeated (default: /)', repeat)
    .option(
      '--import <module>',
      'with --entry: the preload; "none" when the service starts the kit itself (default: that of @SCOPE/sentry-config, else the kit\'s)',
    )
    .option('--node <path>', 'the Node that the service runs on (default: this one)')
    .option(
      '--python <path>',
      'in a Python project: the Python with garrison-sentry (default: that of .venv, else python3)',
    )
    .option('--json', 'print the report as JSON')
    .addHelpText('after', NOTES)
    .action(async (folder: string, options: VerifyOptions) => end(await verify(folder, options)));
}

const repeat = (value: string, known: readonly string[] = []): readonly string[] => [...known, value];

/** The report on standard output, progress on standard error. */
async function verify(folder: string, options: VerifyOptions): Promise<number> {
  const directory = existingFolder(folder, 'folder of the service');
  if (isPythonProject(directory)) return verifyInPython(directory, options);
  if (options.python !== undefined)
    throw wrongCall(`--python is for services in Python; ${directory} is not a Python project. Leave it out.`);
  const common = {
    directory,
    node: options.node === undefined ? undefined : existingFile(options.node, '--node'),
    onProgress: (part: string) => void process.stderr.write(`${part} …\n`),
  };
  const suite = loadSuite(directory);
  const [report, text] =
    options.entry === undefined
      ? await verifyInstallation(suite, common, options)
      : await verifyEntry(suite, common, options);
  process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : `\n${text}`);
  return report.ok ? EXIT.done : EXIT.failed;
}

/** Refuses the options that only the suite for Node has; the Python suite cannot run the service. */
async function verifyInPython(directory: string, options: VerifyOptions): Promise<number> {
  const foreign = (['node', 'entry', 'request', 'import'] as const).find((name) => options[name] !== undefined);
  if (foreign !== undefined)
    throw wrongCall(`--${foreign} is for services in Node; ${directory} is a Python project. Leave it out.`);
  const policy = options.policy === undefined ? undefined : existingFile(options.policy, '--policy');
  const python = options.python === undefined ? undefined : existingFile(options.python, '--python');
  return verifyPython(directory, { python, policy, json: options.json ?? false });
}

type Common = Pick<Parameters<Suite['runConformance']>[0], 'directory' | 'node' | 'onProgress'>;

async function verifyInstallation(suite: Suite, common: Common, options: VerifyOptions): Promise<[Report, string]> {
  for (const name of ['request', 'import'] as const)
    if (options[name] !== undefined)
      throw wrongCall(`--${name} is for --entry alone. Name the program with --entry, too.`);
  const report = await suite.runConformance({ ...common, policy: options.policy });
  return [report, suite.conformanceText(report)];
}

async function verifyEntry(suite: Suite, common: Common, options: VerifyOptions): Promise<[Report, string]> {
  const { entry = '', policy, request = ['/'] } = options;
  if (suite.runEntry === undefined || suite.entryText === undefined)
    throw wrongCall(
      `The @garrison/node in ${common.directory} cannot run --entry. Update it: npm install @garrison/node@latest`,
    );
  existingFile(join(common.directory, entry), '--entry');
  const wrong = request.find((one) => !/^(?:[A-Za-z]+\s+)?\/\S*$/.test(one.trim()));
  if (wrong !== undefined) throw wrongCall(`--request: “${wrong}” is not a request. Write /orders/7 or "POST /orders"`);
  const preload = options.import ?? (policy === undefined || /^[./]/.test(policy) ? undefined : `${policy}/register`);
  const report = await suite.runEntry({ ...common, entry, requests: request, preload });
  return [report, suite.entryText(report)];
}

function loadSuite(directory: string): Suite {
  const require = createRequire(join(directory, 'index.js'));
  try {
    return require('@garrison/node/conformance') as Suite;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'MODULE_NOT_FOUND')
      throw wrongCall(
        `${directory} has no @garrison/node. Install it there: npm install @garrison/node @sentry/node`,
        cause,
      );
    if (code === 'ERR_PACKAGE_PATH_NOT_EXPORTED')
      throw wrongCall(
        `The @garrison/node in ${directory} has no conformance suite. Update it: npm install @garrison/node@latest`,
        cause,
      );
    throw cause;
  }
}
