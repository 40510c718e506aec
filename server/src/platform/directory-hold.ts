import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface DirectoryHold {
  release(): void;
}

/**
 * Holds a data directory for this process, or names the process that holds it. An exclusive SQLite lock rather than a PID file: the
 * operating system releases it however the process ends, so a stale lock cannot remain. The PID beside it is only for the message.
 */
export function holdDirectory(directory: string): DirectoryHold | { readonly heldBy: string } {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const pidPath = join(directory, 'server.pid');
  const database = new DatabaseSync(join(directory, 'lock.sqlite'), { timeout: 0 });
  try {
    database.exec(
      'PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS held (at INTEGER); COMMIT;',
    );
  } catch (cause) {
    database.close();
    if (!/database is locked/.test(String(cause))) throw cause;
    return { heldBy: readPid(pidPath) };
  }
  writeFileSync(pidPath, `${process.pid}\n`);
  return { release: () => database.close() };
}

function readPid(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    // The holder is between taking the lock and writing its PID.
    return 'unknown';
  }
}
