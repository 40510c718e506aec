import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** Writes `@scope/sentry-config`, ten lines that bind the organisation's policy to the kit; never over something that is there. */
export async function init(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      scope: { type: 'string' },
      org: { type: 'string' },
      dir: { type: 'string', default: './sentry-config' },
    },
  });
  const { scope, org = scope?.slice(1), dir } = values;
  if (
    scope === undefined ||
    org === undefined ||
    !/^@[a-z0-9][a-z0-9._-]*$/.test(scope) ||
    !/^[a-z0-9][a-z0-9-]*$/.test(org)
  ) {
    process.stderr.write(
      '--scope is the npm scope of your packages (@acme), --org the slug of your organisation (acme-corp)\n',
    );
    return 2;
  }
  const directory = resolve(dir);
  if (existsSync(directory) && (await readdir(directory)).length > 0) {
    process.stderr.write(`${directory} is not empty; nothing was written\n`);
    return 1;
  }
  await mkdir(directory, { recursive: true });
  for (const [name, text] of Object.entries(await readTemplate())) {
    await writeFile(join(directory, name), named(text, { scope, org }));
  }
  process.stdout.write(nextSteps(scope, relative('.', directory) || '.'));
  return 0;
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

/** The template speaks of `@acme` and of Acme, whose hosts end in `.acme.internal`. */
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
  4. Start it with the preload:     node --import ${scope}/sentry-config/register server.js
  5. Prove it there:                npx garrison verify --policy ${scope}/sentry-config
`;
}
