import { Command } from 'commander';
import type { End } from '../../exit.ts';
import { runEntry } from './run-entry.ts';

const BACKUP_NOTES = `
The data are in the folder $GARRISON_DATA. A server that runs stands still while its files are copied, and goes on: the copy is what a
power cut at this moment would leave. To restore, stop the server and put the copy in the place of its data. See docs/operations.md.`;

const NOTES = `
The server must be stopped. The data are in the folder $GARRISON_DATA; the new password is $GARRISON_ADMIN_PASSWORD, else a
random one that is printed once. All sessions of the user end.`;

/** What an operator does to the data of a server. */
export function adminCommand(end: End): Command {
  const admin = new Command('admin').description('work on the data of a server');
  admin
    .command('backup')
    .description('copy the data, also of a server that runs')
    .argument('<target>', 'the directory to be made')
    .addHelpText('after', BACKUP_NOTES)
    .action(async (target: string) => end(await runEntry('backup', [target])));
  admin
    .command('reset-password')
    .description('give a user a new password')
    .argument('[email]', 'of the user (default: the first owner)')
    .addHelpText('after', NOTES)
    .action(async (email?: string) => end(await runEntry('reset-password', email === undefined ? [] : [email])));
  return admin;
}
