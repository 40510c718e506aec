import { createRequire } from 'node:module';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkPolicy, defaultPolicy, policyDocument, type Policy } from '@garrison/policy';
import { Command } from 'commander';
import { CommandError, EXIT, wrongCall, type End } from '../../exit.ts';

const NOTES = `
  garrison policy export @acme/sentry-config --out policy.json

Services in Python read the file: GARRISON_POLICY=policy.json, or init_sentry("orders", policy="policy.json").
Write it anew when the policy changes; every event names the version and the hash of the policy that it was scrubbed by.`;

export function policyCommand(end: End): Command {
  const policy = new Command('policy').description("the organisation's policy");
  policy
    .command('export')
    .description('write the policy as the document that the kit for Python reads')
    .argument(
      '[module]',
      'a package or file that exports `policy`: @acme/sentry-config, ./policy.mjs (default: the default policy)',
    )
    .option('--out <file>', 'where to write it; - for standard output', 'policy.json')
    .addHelpText('after', NOTES)
    .action(async (module: string | undefined, options: { readonly out: string }) =>
      end(await exportPolicy(module, options.out)),
    );
  return policy;
}

async function exportPolicy(module: string | undefined, out: string): Promise<number> {
  const given = module === undefined ? defaultPolicy : await loadPolicy(module);
  const { policy, faults } = checkPolicy(given);
  if (faults.length > 0) {
    const lines = faults.map(({ path, expected }) => `${path}: ${expected}`);
    throw new CommandError(`The policy is not as expected; nothing was written.\n- ${lines.join('\n- ')}`);
  }
  const text = `${JSON.stringify(policyDocument(policy), null, 2)}\n`;
  if (out === '-') process.stdout.write(text);
  else {
    await writeFile(resolve(out), text);
    process.stdout.write(`wrote ${out}: policy ${policy.version}\n`);
  }
  return EXIT.done;
}

async function loadPolicy(module: string): Promise<Policy> {
  const { policy } = (await load(module)) as { policy?: Policy };
  if (typeof policy === 'object' && policy !== null) return policy;
  throw wrongCall(`${module} exports no policy. Write in it: export const policy = { ...defaultPolicy, … }`);
}

async function load(module: string): Promise<unknown> {
  let path: string;
  try {
    path = createRequire(join(process.cwd(), 'index.js')).resolve(module);
  } catch (cause) {
    throw wrongCall(`There is no ${module} here. Install the package, or name a file as ./policy.mjs`, cause);
  }
  try {
    return await import(pathToFileURL(path).href);
  } catch (cause) {
    throw new CommandError(`${module} could not be loaded: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
