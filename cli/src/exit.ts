/** Exit codes of the command; `garrison --help` lists them. */
export const EXIT = { done: 0, failed: 1, wrongCall: 2, refusedByApi: 3, apiNotReached: 4 } as const;

/** Told the exit code by the command that ran. */
export type End = (exitCode: number) => void;

/** Ends the command: the message says what is wrong, where, and how to correct it. It is printed without a stack trace. */
export class CommandError extends Error {
  readonly exitCode: number;
  constructor(message: string, { exitCode = EXIT.failed, cause }: { exitCode?: number; cause?: unknown } = {}) {
    super(message, { cause });
    this.name = 'CommandError';
    this.exitCode = exitCode;
  }
}

/** For a command that was called wrongly: a path that is not there, a value that is not one. */
export function wrongCall(message: string, cause?: unknown): CommandError {
  return new CommandError(message, { exitCode: EXIT.wrongCall, cause });
}
