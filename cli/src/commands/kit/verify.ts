import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Command } from 'commander';
import { EXIT, wrongCall, type End } from '../../exit.ts';
import { existingFile, existingFolder } from '../../existing-path.ts';

/** What `@garrison/node/conformance` offers: the suite comes with the kit that the service has, and proves that one. */
interface Suite {
  readonly runConformance: (options: {
    readonly directory: string;
    readonly policy?: string | undefined;
    readonly node?: string | undefined;
    readonly onProgress?: (part: string) => void;
  }) => Promise<{ readonly ok: boolean }>;
  readonly conformanceText: (report: { readonly ok: boolean }) => string;
}

interface VerifyOptions {
  readonly policy?: string;
  readonly node?: string;
  readonly json?: true;
}

export function verifyCommand(end: End): Command {
  return new Command('verify')
    .description('prove, on what a service has installed, which data leave it and which events arrive')
    .argument('[folder]', 'of the service', '.')
    .option('--policy <module>', "a package or file that exports the organisation's policy: @acme/sentry-config")
    .option('--node <path>', 'the Node that the service runs on (default: this one)')
    .option('--json', 'print the report as JSON')
    .action(async (folder: string, options: VerifyOptions) => end(await verify(folder, options)));
}

/** The report on standard output, progress on standard error. */
async function verify(folder: string, options: VerifyOptions): Promise<number> {
  const directory = existingFolder(folder, 'folder of the service');
  const { runConformance, conformanceText } = loadSuite(directory);
  const report = await runConformance({
    directory,
    policy: options.policy,
    node: options.node === undefined ? undefined : existingFile(options.node, '--node'),
    onProgress: (part) => void process.stderr.write(`${part} …\n`),
  });
  process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : `\n${conformanceText(report)}`);
  return report.ok ? EXIT.done : EXIT.failed;
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
