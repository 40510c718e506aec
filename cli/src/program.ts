import { Command, CommanderError } from 'commander';
import { lintCommand } from './commands/code/lint.ts';
import { initCommand } from './commands/kit/init.ts';
import { verifyCommand } from './commands/kit/verify.ts';
import { adminCommand } from './commands/server/admin.ts';
import { policyCommand } from './commands/policy/policy.ts';
import { ownershipCommand } from './commands/ownership/ownership.ts';
import { sourcemapsCommand } from './commands/sourcemaps/sourcemaps.ts';
import { serveCommand } from './commands/server/serve.ts';
import { topologyCommands } from './commands/topology/commands.ts';
import { CommandError, EXIT, type End } from './exit.ts';

const EXIT_CODES = `
Exit codes: 0 done, 1 failed or not proven, 2 called wrongly, 3 the API refused, 4 the API was not reached.`;

/** Runs one command line, without the first two parts of `process.argv`; resolves with the exit code. Never rejects. */
export async function run(args: readonly string[]): Promise<number> {
  let exitCode: number = EXIT.done;
  const program = createProgram((code) => (exitCode = code));
  if (args.length === 0) {
    program.outputHelp({ error: true });
    return EXIT.wrongCall;
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    return reportError(error);
  }
}

/** Prints what ended the command, in one sentence; gives the exit code. `GARRISON_DEBUG=1` adds the stack trace. */
export function reportError(error: unknown): number {
  // Commander has printed its own message, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongCall;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`garrison: ${message}\n`);
  if (process.env['GARRISON_DEBUG'] && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return error instanceof CommandError ? error.exitCode : EXIT.failed;
}

function createProgram(end: End): Command {
  const program = new Command('garrison')
    .description('How the services of an organisation report to Sentry, as code.')
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText('after', EXIT_CODES)
    .showHelpAfterError('See: garrison --help')
    .exitOverride();
  const commands = [
    initCommand(end),
    lintCommand(end),
    verifyCommand(end),
    policyCommand(end),
    ...topologyCommands(end),
    ownershipCommand(end),
    sourcemapsCommand(end),
    serveCommand(end),
    adminCommand(end),
  ];
  for (const command of commands) program.addCommand(inherit(command, program));
  return program;
}

function inherit(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent);
  const path = parent.parent === null && parent.name() === 'garrison' ? 'garrison' : `garrison ${parent.name()}`;
  command.showHelpAfterError(`See: ${path} ${command.name()} --help`);
  for (const child of command.commands) inherit(child, command);
  return command;
}
