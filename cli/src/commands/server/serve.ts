import { Command } from 'commander';
import { EXIT, type End } from '../../exit.ts';
import { runEntry } from './run-entry.ts';

/** The server is configured by environment variables alone; its own help lists them. */
export function serveCommand(end: End): Command {
  return new Command('serve')
    .description('start the server, in a checkout of Garrison; its settings are environment variables')
    .helpOption(false)
    .option('-h, --help', 'list every setting')
    .action(async ({ help }: { readonly help?: true }) => {
      const exitCode = await runEntry('main', help === true ? ['--help'] : []);
      end(exitCode === 0 ? EXIT.done : exitCode);
    });
}
