import { join, relative, sep } from 'node:path';
import { Sentry } from '@garrison/node';

const ROOT = join(import.meta.dirname, '../..');

interface Frame {
  filename?: string;
  in_app?: boolean;
}

/** A path within the repository, the same on every machine; undefined outside of it and for installed packages. */
function pathInRepository(filename: string | undefined): string | undefined {
  const path = filename?.replace(/^file:\/\//, '');
  if (path === undefined || !path.startsWith(ROOT + sep) || path.includes('node_modules')) return undefined;
  return relative(ROOT, path).replaceAll(sep, '/');
}

/**
 * The services run from the source of this repository. Elsewhere the kit is an installed package, whose frames are not the service's
 * own; here they are told apart by their path, and no path names the machine.
 */
export function nameFramesByRepository(): void {
  Sentry.addEventProcessor((event) => {
    const frames: Frame[] = (event.exception?.values ?? []).flatMap(({ stacktrace }) => stacktrace?.frames ?? []);
    for (const frame of frames) {
      const path = pathInRepository(frame.filename);
      if (path === undefined) continue;
      frame.filename = path;
      frame.in_app = path.startsWith('examples/');
    }
    return event;
  });
}
