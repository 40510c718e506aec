import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { CommandError, EXIT, wrongCall, type End } from '../../exit.ts';

interface InitOptions {
  readonly scope: string;
  readonly org?: string;
  readonly dir: string;
}

export function initCommand(end: End): Command {
  return new Command('init')
    .description("write the organisation's own package, which binds its policy to the kit")
    .requiredOption('--scope <scope>', 'npm scope of your packages, with the @: @acme')
    .option('--org <slug>', 'slug of your organisation (default: the scope without the @)')
    .option('--dir <folder>', 'folder to write, which must be empty or new', './sentry-config')
    .action(async (options: InitOptions) => end(await init(options)));
}

/** Writes `@scope/sentry-config`, ten lines that bind the organisation's policy to the kit; never over something that is there. */
async function init({ scope, org = scope.slice(1), dir }: InitOptions): Promise<number> {
  if (!/^@[a-z0-9][a-z0-9._-]*$/.test(scope))
    throw wrongCall(`--scope: “${scope}” is not an npm scope. Write it with the @ and in lower case: @acme`);
  if (!/^[a-z0-9][a-z0-9-]*$/.test(org))
    throw wrongCall(`--org: “${org}” is not a slug. Use lower-case letters, digits and “-”: acme-corp`);
  const directory = await emptyFolder(dir);
  for (const [name, text] of Object.entries(await readTemplate())) {
    await writeFile(join(directory, name), named(text, { scope, org }));
  }
  process.stdout.write(nextSteps(scope, relative('.', directory) || '.'));
  return EXIT.done;
}

async function emptyFolder(dir: string): Promise<string> {
  const directory = resolve(dir);
  try {
    await mkdir(directory, { recursive: true });
  } catch (cause) {
    throw wrongCall(
      `--dir: ${directory} cannot be made (${(cause as NodeJS.ErrnoException).code}). Name another folder.`,
      cause,
    );
  }
  if ((await readdir(directory)).length > 0)
    throw new CommandError(`${directory} is not empty, so nothing was written. Name another folder with --dir.`);
  return directory;
}

/** Name → text: beside the build in the published package; in the repository the example is the template. */
async function readTemplate(): Promise<Readonly<Record<string, string>>> {
  const packed = join(import.meta.dirname, 'template.json');
  if (existsSync(packed)) return JSON.parse(await readFile(packed, 'utf8')) as Record<string, string>;
  const folder = join(import.meta.dirname, '../../../../examples/sentry-config');
  const names = await readdir(folder);
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  );
}

/** Replaces the names of the template (`@acme`, `Acme`, hosts such as `db.acme.internal`) by those of the organisation. */
function named(text: string, { scope, org }: { readonly scope: string; readonly org: string }): string {
  const title = org.replace(
    /(^|-)([a-z0-9])/g,
    (_, dash: string, letter: string) => `${dash && ' '}${letter.toUpperCase()}`,
  );
  return text
    .replace(/@acme\b/g, scope)
    .replaceAll('.acme.', `.${org}.`)
    .replaceAll('Acme', title);
}

function nextSteps(scope: string, directory: string): string {
  return `${scope}/sentry-config is in ${directory}. Next:

  1. Decide in policy.js: sampling, keys to scrub, your own hosts.
  2. Publish it to your registry:   npm publish ${directory.startsWith('.') ? directory : `./${directory}`}
  3. In each service:               npm install ${scope}/sentry-config @sentry/node
  4. Change its code:               npx garrison lint --fix
  5. Start it with the preload:     node --import ${scope}/sentry-config/register server.js
  6. Prove it there:                npx garrison verify --policy ${scope}/sentry-config
`;
}
