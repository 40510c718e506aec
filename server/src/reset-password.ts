import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hashPassword } from './api/index.ts';
import { parseConfig } from './config.ts';
import { holdDirectory } from './platform/index.ts';
import { findUserByEmail, firstOrganization, listMembers } from './query/index.ts';
import { edits, migrateRelational, openSqlite, type Sqlite } from './store/index.ts';

/**
 * An operator's way back in: gives a user, by default the first owner, a new password and ends their sessions. Works on the data
 * directory of a server that is stopped. Exit codes as the server's: 0 done, 1 failed, 2 wrong settings, 3 the directory is in use.
 */
process.exitCode = await resetPassword(process.argv[2]);

async function resetPassword(email: string | undefined): Promise<number> {
  const parsed = parseConfig();
  if ('problems' in parsed) return say(2, ['The settings are not right:', ...parsed.problems].join('\n- '));
  const { dataDirectory, adminPassword } = parsed.config;
  const path = join(dataDirectory, 'garrison.sqlite');
  if (!existsSync(path)) {
    return say(
      1,
      `No server has run on ${dataDirectory} yet. Name the directory of its data: GARRISON_DATA=<directory>`,
    );
  }
  const hold = holdDirectory(dataDirectory);
  if ('heldBy' in hold) {
    return say(3, `The server is running on ${dataDirectory} (process ${hold.heldBy}). Stop it first, then try again.`);
  }
  const sqlite = openSqlite({ path });
  try {
    await migrateRelational(sqlite.db);
    return await giveNewPassword(sqlite, email, adminPassword?.reveal() ?? randomBytes(12).toString('base64url'));
  } finally {
    await sqlite.close();
    hold.release();
  }
}

async function giveNewPassword({ db }: Sqlite, email: string | undefined, password: string): Promise<number> {
  const organization = await firstOrganization(db);
  const members = organization === undefined ? [] : await listMembers(db, organization.id);
  const owners = members.filter(({ role }) => role === 'owner').map(({ user }) => user);
  const user = email === undefined ? owners[0] : await findUserByEmail(db, email.toLowerCase());
  if (user === undefined) {
    return say(1, `There is no user ${email ?? ''}. Owners: ${owners.map((owner) => owner.email).join(', ')}`);
  }
  const passwordHash = await hashPassword(password);
  await edits.setPassword(db, { userId: user.id, passwordHash });
  process.stdout.write(`Sign in as ${user.email} with the password ${password} (shown this once)\n`);
  process.stdout.write('Sessions of this user have ended; API tokens are still good.\n');
  return 0;
}

function say(code: number, text: string): number {
  process.stderr.write(`${text}\n`);
  return code;
}
