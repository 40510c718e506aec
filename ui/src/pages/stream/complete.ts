const VALUES: Readonly<Record<string, readonly string[]>> = {
  is: ['unresolved', 'resolved', 'archived', 'new', 'regressed', 'escalating', 'ongoing', 'assigned', 'unassigned'],
  level: ['fatal', 'error', 'warning', 'info', 'debug'],
  assigned: ['me', 'none', 'my_teams'],
  release: ['latest'],
};

const KEYS = ['is', 'level', 'assigned', 'release', 'environment', 'firstSeen', 'lastSeen', 'timesSeen'];
const SHOWN_MAX = 10;

function lastToken(text: string): string {
  return /\S*$/.exec(text)?.[0] ?? '';
}

/** What may follow in the word being typed: keys first, then the values of a known key. */
export function suggestions(text: string, tags: readonly string[]): readonly string[] {
  const token = lastToken(text);
  const bare = token.replace(/^!/, '');
  const [key = '', value] = bare.split(':', 2);
  if (value !== undefined) {
    return (VALUES[key] ?? []).filter((one) => one.startsWith(value) && one !== value).map((one) => `${key}:${one}`);
  }
  if (bare === '') return [];
  return [...new Set([...KEYS, ...tags])]
    .filter((one) => one.toLowerCase().startsWith(bare.toLowerCase()))
    .slice(0, SHOWN_MAX)
    .map((one) => `${one}:`);
}

/** Puts a choice in place of the word being typed; a finished one is followed by a space. */
export function complete(text: string, choice: string): string {
  const token = lastToken(text);
  const not = token.startsWith('!') ? '!' : '';
  const end = choice.endsWith(':') ? '' : ' ';
  return text.slice(0, text.length - token.length) + not + choice + end;
}
