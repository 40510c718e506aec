import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

interface Manifest {
  readonly name?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  /** What such a package says of itself; and the programs of the conformance suite, which test policies of any kind within a service's folder. */
  readonly garrison?: { readonly bindsPolicy?: boolean; readonly testsPolicy?: boolean };
}

/** The dependency of this service that binds an organisation's policy; undefined when there is none. */
export function boundPackage(): string | undefined {
  const start = process.argv[1] === undefined ? process.cwd() : dirname(resolve(process.argv[1]));
  return boundPackageIn([start, process.cwd()]);
}

/** The same of the service in the first of these folders that has one. */
export function boundPackageIn(directories: readonly string[]): string | undefined {
  for (const directory of new Set(directories)) {
    const service = nearestManifest(directory);
    if (service === undefined) continue;
    if (service.manifest.garrison?.testsPolicy === true) return undefined;
    const found = Object.keys(service.manifest.dependencies ?? {}).find((name) => binds(service.directory, name));
    if (found !== undefined) return found;
  }
  return undefined;
}

function nearestManifest(from: string): { manifest: Manifest; directory: string } | undefined {
  for (const directory of upwards(from)) {
    const manifest = readManifest(directory);
    if (manifest !== undefined) return { manifest, directory };
  }
  return undefined;
}

/** Through the folders and not through `exports`, which need not name package.json. */
function binds(from: string, name: string): boolean {
  for (const directory of upwards(from)) {
    const manifest = readManifest(join(directory, 'node_modules', name));
    if (manifest !== undefined) return manifest.garrison?.bindsPolicy === true;
  }
  return false;
}

function* upwards(from: string): Generator<string> {
  for (let directory = from; ; directory = dirname(directory)) {
    yield directory;
    if (directory === dirname(directory)) return;
  }
}

function readManifest(directory: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as Manifest;
  } catch {
    return undefined; // No package there.
  }
}
