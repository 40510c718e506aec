/** Names that mean something else in a search than a tag with the same name. */
const TAKEN: ReadonlySet<string> = new Set([
  'is',
  'has',
  'status',
  'assigned',
  'bookmarks',
  'title',
  'culprit',
  'platform',
  'priority',
  'age',
  'project',
  'type',
  'id',
  'firstseen',
  'lastseen',
  'timesseen',
]);

function quote(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

/** `key:value` as the search reads it: quoted where a blank, a quote or a sign of its language is in it. */
export function searchTerm(key: string, value: string): string {
  const isPlain = value !== '' && !/[\s"*()[\],\\]|^[<>=!]/.test(value);
  return `${/^[\w.-]+$/.test(key) ? key : quote(key)}:${isPlain ? value : quote(value)}`;
}

/** The same for a tag, also one whose name is a key of issues. */
export function tagTerm(key: string, value: string): string {
  return TAKEN.has(key.toLowerCase()) ? searchTerm(key, value).replace(key, `tags[${key}]`) : searchTerm(key, value);
}
