import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { wrongCall } from './exit.ts';

/** The absolute path of a folder that was named on the command line; `name` is how the command line calls it. */
export function existingFolder(path: string, name: string): string {
  return existing(path, { name, kind: 'folder' });
}

export function existingFile(path: string, name: string): string {
  return existing(path, { name, kind: 'file' });
}

/** Of a file or a folder. */
export function existingPath(path: string, name: string): string {
  return existing(path, { name, kind: 'file or folder' });
}

interface Wanted {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'file or folder';
}

function existing(path: string, { name, kind }: Wanted): string {
  const absolute = resolve(path);
  const found = statSync(absolute, { throwIfNoEntry: false });
  if (found === undefined) throw wrongCall(`${name}: there is no ${kind} ${absolute}. Name one that exists.`);
  if ((kind === 'folder' && !found.isDirectory()) || (kind === 'file' && !found.isFile()))
    throw wrongCall(`${name}: ${absolute} is not a ${kind}. Name a ${kind}.`);
  return absolute;
}
