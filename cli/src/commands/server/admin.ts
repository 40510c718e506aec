import { Command } from 'commander';
import type { End } from '../../exit.ts';
import { runEntry } from './run-entry.ts';

const NOTES = `
The server must be stopped. The data are in the folder $GARRISON_DATA; the new password is $GARRISON_ADMIN_PASSWORD, else a
random one that is printed once. All sessions of the user end.`;

/** What an operator does to the data of a server that is stopped. */
export function adminCommand(end: End): Command {
  const admin = new Command('admin').description('work on the data of a stopped server');
  admin
    .command('reset-password')
    .description('give a user a new password')
    .argument('[email]', 'of the user (default: the first owner)')
    .addHelpText('after', NOTES)
    .action(async (email?: string) => end(await runEntry('reset-password', email === undefined ? [] : [email])));
  return admin;
}
