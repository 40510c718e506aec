import { Command } from 'commander';
import { EXIT, wrongCall, type End } from '../../exit.ts';
import { existingPath } from '../../existing-path.ts';

interface LintOptions {
  readonly kit?: string;
  readonly fix?: boolean;
  readonly json?: boolean;
}

export function lintCommand(end: End): Command {
  return new Command('lint')
    .description('find what goes past the policy in the code of a service, and say what to write instead')
    .argument('[paths...]', 'files and folders (default: the current folder)')
    .option(
      '--fix',
      'write the imports of the SDK, Sentry.init and the error handlers as calls of the kit; commit your work before',
    )
    .option(
      '--kit <module>',
      'what services import (default: @SCOPE/sentry-config when package.json has one, else @garrison/node)',
    )
    .option('--json', 'print the report as JSON')
    .addHelpText('after', NOTES)
    .action(async (paths: readonly string[], options: LintOptions) => end(await lint(paths, options)));
}

const NOTES = `
Exit codes: 0 nothing found, 1 something found or a file could not be read, 2 called wrongly.
A place that is right as it is: // garrison-ignore-next-line RULE -- REASON
Folders named node_modules, dist, build, out, coverage or vendor, or with a dot first, are looked at only when they are named.`;

async function lint(paths: readonly string[], { kit, fix = false, json = false }: LintOptions): Promise<number> {
  const absolute = (paths.length === 0 ? ['.'] : paths).map((path) => existingPath(path, 'path'));
  // The parser is loaded here: no other command needs it.
  const { lintFiles, lintReportText } = await import('../../lint/index.ts');
  const report = await lintFiles({ paths: absolute, kit, fix });
  if (report.files === 0)
    throw wrongCall('No JavaScript or TypeScript file was found. Name the folder of the sources.');
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : lintReportText(report));
  return report.findings.length === 0 ? EXIT.done : EXIT.failed;
}
