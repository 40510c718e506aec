/** A line of rules that cannot be read. `at` counts characters from 0. */
export class LineError extends Error {
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

/** Lines and columns count from 1. */
export interface RuleError {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A longer line is an error. */
const LINE_LENGTH_MAX = 4096;

/** Reads rules line by line; `#` starts a comment line. A line that cannot be read is left out and reported; the others hold. */
export function readRules<T>(source: string, read: (reader: LineReader) => T): { rules: T[]; errors: RuleError[] } {
  const rules: T[] = [];
  const errors: RuleError[] = [];
  for (const [index, line] of source.split(/\r?\n/).entries()) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    try {
      if (line.length > LINE_LENGTH_MAX) {
        throw new LineError(
          LINE_LENGTH_MAX,
          `expected a line of at most ${LINE_LENGTH_MAX} characters; found ${line.length}`,
        );
      }
      rules.push(read(new LineReader(line)));
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      errors.push({ line: index + 1, column: error.at + 1, message: error.message });
    }
  }
  return { rules, errors };
}

/** A place in a line, moving right. */
export class LineReader {
  readonly line: string;
  at = 0;

  constructor(line: string) {
    this.line = line;
  }

  /** Reads what a sticky pattern matches here; the whole of it, or one of its groups. */
  read(pattern: RegExp, group = 0): string | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.line);
    if (match === null) return undefined;
    this.at += match[0].length;
    return match[group];
  }

  take(text: string): boolean {
    if (!this.line.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  sees(text: string): boolean {
    return this.line.startsWith(text, this.at);
  }

  atEnd(): boolean {
    return this.at === this.line.length;
  }

  space(): void {
    while (this.at < this.line.length && this.line.charAt(this.at).trim() === '') this.at += 1;
  }

  expected(what: string): LineError {
    const found = /^\S{1,30}/.exec(this.line.slice(this.at))?.[0];
    return new LineError(
      this.at,
      `expected ${what}; found ${found === undefined ? 'the end of the line' : `"${found}"`}`,
    );
  }
}
