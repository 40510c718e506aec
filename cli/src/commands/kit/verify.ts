import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

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

/** Proves the kit's promises in a service's directory: the report on standard output, progress on standard error. */
export async function verify(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { policy: { type: 'string' }, node: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const directory = resolve(positionals[0] ?? '.');
  const { runConformance, conformanceText } = loadSuite(directory);
  const report = await runConformance({
    directory,
    policy: values.policy,
    node: values.node,
    onProgress: (part) => void process.stderr.write(`${part} …\n`),
  });
  process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : `\n${conformanceText(report)}`);
  return report.ok ? 0 : 1;
}

function loadSuite(directory: string): Suite {
  const require = createRequire(join(directory, 'index.js'));
  try {
    return require('@garrison/node/conformance') as Suite;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'MODULE_NOT_FOUND')
      throw new Error(`${directory} has no @garrison/node. Install it: npm install @garrison/node @sentry/node`, {
        cause,
      });
    if (code === 'ERR_PACKAGE_PATH_NOT_EXPORTED')
      throw new Error('the installed @garrison/node brings no suite. Update it: npm install @garrison/node@latest', {
        cause,
      });
    throw cause;
  }
}
