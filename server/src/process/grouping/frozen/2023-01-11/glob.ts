/**
 * Globs of grouping rules, matched in time proportional to pattern × value: a set of states walks the value once, nothing is tried twice.
 * The language is that of the globset crate, which Sentry's engine uses: `*`, `**`, `?`, `[a-z]`, `[!a-z]`, `{a,b}` (nested), `\` escapes.
 * Outside paths `*` and `?` match all but a newline. In paths they stop at `/`, and `**` crosses it only as a whole path segment.
 */
export interface GlobOptions {
  readonly path: boolean;
  readonly ignoreCase: boolean;
}

export type Glob = (value: string) => boolean;

type Accept = (code: number) => boolean;

/** A state reads one character and goes to the next state, or forks without reading. */
type State =
  | { readonly accept: Accept; readonly next: number }
  | { readonly fork: readonly number[] }
  | { readonly end: true };

type Node =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'class'; readonly accept: Accept }
  | { readonly kind: 'one' | 'many' | 'prefix' | 'suffix' | 'between' }
  | { readonly kind: 'choice'; readonly branches: readonly (readonly Node[])[] };

const SLASH = 47;
const NEWLINE = 10;

/** Undefined when the pattern is not a glob (an open bracket, a lone backslash at the end). Such a pattern matches nothing. */
export function compileGlob(pattern: string, options: GlobOptions): Glob | undefined {
  const source = options.ignoreCase ? pattern.toLowerCase() : pattern;
  const nodes = parseGlob(source);
  if (nodes === undefined) return undefined;
  const matches = shortcut(nodes, options.path) ?? guarded(nodes, automaton(nodes, options.path));
  return options.ignoreCase ? (value) => matches(value.toLowerCase()) : matches;
}

/** The shapes nearly all rules have: exact, `prefix*`, and the path shapes around a directory. */
function shortcut(nodes: readonly Node[], path: boolean): Glob | undefined {
  const [first, second, third] = nodes;
  if (first === undefined) return (value) => value === '';
  const whole = first.kind === 'prefix' || (first.kind === 'many' && !path);
  if (nodes.length === 1 && whole) return (value) => !value.includes('\n');
  if (nodes.length === 1 && first.kind === 'literal') {
    const { text } = first;
    return (value) => value === text;
  }
  if (nodes.length === 2 && first.kind === 'literal' && second !== undefined) {
    const suffix = second.kind === 'suffix';
    const prefix = suffix ? `${first.text}/` : first.text;
    if (suffix || (second.kind === 'many' && !path)) {
      return (value) => value.startsWith(prefix) && !value.includes('\n', prefix.length);
    }
  }
  const around = nodes.length === 3 && first.kind === 'prefix' && third?.kind === 'suffix';
  if (around && second?.kind === 'literal') {
    const inner = `/${second.text}/`;
    const start = inner.slice(1);
    return (value) => !value.includes('\n') && (value.startsWith(start) || value.includes(inner));
  }
  return undefined;
}

/** A value without the longest literal of the pattern needs no walk. */
function guarded(nodes: readonly Node[], walk: Glob): Glob {
  const literals = nodes.flatMap((node) => (node.kind === 'literal' ? [node.text] : []));
  const longest = literals.toSorted((a, b) => b.length - a.length)[0];
  return longest === undefined ? walk : (value) => value.includes(longest) && walk(value);
}

class GlobError extends Error {}

function parseGlob(pattern: string): readonly Node[] | undefined {
  try {
    return new GlobParser(pattern).parse();
  } catch (error) {
    if (error instanceof GlobError) return undefined;
    throw error;
  }
}

class GlobParser {
  readonly #pattern: string;
  #at = 0;
  #depth = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  parse(): Node[] {
    const nodes = this.#sequence();
    if (this.#at < this.#pattern.length) throw new GlobError('a closing brace without an opening one');
    return nodes;
  }

  #sequence(): Node[] {
    const nodes: Node[] = [];
    let literal = '';
    const flush = (): void => {
      if (literal !== '') nodes.push({ kind: 'literal', text: literal });
      literal = '';
    };
    while (this.#at < this.#pattern.length) {
      const char = this.#pattern.charAt(this.#at);
      if (char === '}' || (char === ',' && this.#depth > 0)) break;
      if (char === '*') {
        const stars = this.#stars(nodes.length === 0 && literal === '');
        if (stars === 'suffix' || stars === 'between') literal = literal.slice(0, -1);
        const absorbs = literal === '' && stars !== 'many' ? nodes.at(-1)?.kind : undefined;
        flush();
        if (absorbs === 'between') nodes.pop();
        if (absorbs !== 'prefix' && absorbs !== 'suffix') nodes.push({ kind: stars });
        continue;
      }
      this.#at += 1;
      if (char === '\\') {
        if (this.#at === this.#pattern.length) throw new GlobError('a backslash at the end');
        literal += this.#pattern.charAt(this.#at++);
      } else if (char === '?') {
        flush();
        nodes.push({ kind: 'one' });
      } else if (char === '[') {
        flush();
        nodes.push({ kind: 'class', accept: this.#class() });
      } else if (char === '{') {
        flush();
        nodes.push(this.#choice());
      } else {
        literal += char;
      }
    }
    flush();
    return nodes;
  }

  /** Reads `*` or `**`; `**` is special only as a whole path segment, else it is `*` twice, which is `*`. */
  #stars(atStart: boolean): 'many' | 'prefix' | 'suffix' | 'between' {
    const afterSlash = this.#pattern.charAt(this.#at - 1) === '/';
    this.#at += 1;
    if (this.#pattern.charAt(this.#at) !== '*') return 'many';
    this.#at += 1;
    const next = this.#pattern.charAt(this.#at);
    if (atStart) {
      if (next !== '' && next !== '/') return 'many';
      this.#at += 1;
      return 'prefix';
    }
    if (!afterSlash) return 'many';
    if (next === '' || (this.#depth > 0 && (next === ',' || next === '}'))) return 'suffix';
    if (next !== '/') return 'many';
    this.#at += 1;
    return 'between';
  }

  #class(): Accept {
    const negated = this.#pattern.charAt(this.#at) === '!' || this.#pattern.charAt(this.#at) === '^';
    if (negated) this.#at += 1;
    const ranges: [number, number][] = [];
    for (let first = true; ; first = false) {
      if (this.#at >= this.#pattern.length) throw new GlobError('an open bracket');
      const from = this.#pattern.charCodeAt(this.#at++);
      if (from === 93 && !first) break;
      const dash = this.#pattern.charAt(this.#at) === '-' && this.#pattern.charAt(this.#at + 1) !== ']';
      if (!dash) {
        ranges.push([from, from]);
        continue;
      }
      if (this.#at + 1 >= this.#pattern.length) throw new GlobError('an open bracket');
      const to = this.#pattern.charCodeAt(this.#at + 1);
      if (to < from) throw new GlobError('a range that runs backwards');
      this.#at += 2;
      ranges.push([from, to]);
    }
    return (code) => ranges.some(([from, to]) => code >= from && code <= to) !== negated;
  }

  #choice(): Node {
    this.#depth += 1;
    const branches: Node[][] = [];
    for (;;) {
      branches.push(this.#sequence());
      const end = this.#pattern.charAt(this.#at++);
      if (end === '}') break;
      if (end !== ',') throw new GlobError('an open brace');
    }
    this.#depth -= 1;
    return { kind: 'choice', branches };
  }
}

const notNewline: Accept = (code) => code !== NEWLINE;
const notSlash: Accept = (code) => code !== SLASH;
const slash: Accept = (code) => code === SLASH;

function automaton(nodes: readonly Node[], path: boolean): Glob {
  const states: State[] = [{ end: true }];
  const start = build(nodes, 0, { states, any: path ? notSlash : notNewline });
  return (value) => run(states, start, value);
}

interface Plan {
  readonly states: State[];
  readonly any: Accept;
}

/** Built from the end: each node is given the state that follows it. */
function build(nodes: readonly Node[], after: number, plan: Plan): number {
  let next = after;
  for (let index = nodes.length - 1; index >= 0; index--) {
    const node = nodes[index];
    if (node !== undefined) next = buildNode(node, next, plan);
  }
  return next;
}

function buildNode(node: Node, after: number, plan: Plan): number {
  const read = (accept: Accept, next: number): number => plan.states.push({ accept, next }) - 1;
  const fork = (...to: number[]): number => plan.states.push({ fork: to }) - 1;
  const loop = (accept: Accept, next: number): number => {
    const entry = plan.states.length;
    plan.states.push({ fork: [entry + 1, next] }, { accept, next: entry });
    return entry;
  };
  switch (node.kind) {
    case 'literal': {
      let next = after;
      for (let index = node.text.length - 1; index >= 0; index--) {
        const code = node.text.charCodeAt(index);
        next = read((other) => other === code, next);
      }
      return next;
    }
    case 'class':
      return read(node.accept, after);
    case 'one':
      return read(plan.any, after);
    case 'many':
      return loop(plan.any, after);
    case 'prefix':
      return fork(after, loop(notNewline, read(slash, after)));
    case 'suffix':
      return read(slash, loop(notNewline, after));
    case 'between':
      return read(slash, fork(after, loop(notNewline, read(slash, after))));
    case 'choice':
      return fork(...node.branches.map((nodes) => build(nodes, after, plan)));
  }
}

function run(states: readonly State[], start: number, value: string): boolean {
  let current: number[] = [];
  let following: number[] = [];
  const seen = new Int32Array(states.length).fill(-1);
  const enter = (into: number[], index: number, step: number): void => {
    const pending = [index];
    for (let top = pending.pop(); top !== undefined; top = pending.pop()) {
      if (seen[top] === step) continue;
      seen[top] = step;
      const state = states[top];
      if (state === undefined) continue;
      if ('fork' in state) pending.push(...state.fork);
      else into.push(top);
    }
  };
  enter(current, start, 0);
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    for (const index of current) {
      const state = states[index];
      if (state !== undefined && 'accept' in state && state.accept(code)) enter(following, state.next, at + 1);
    }
    if (following.length === 0) return false;
    [current, following] = [following, current];
    following.length = 0;
  }
  return current.some((index) => 'end' in (states[index] ?? {}));
}
