/** A search as a tree. It knows keys, operators and values as they were written, and nothing of types or SQL. */
export type SearchNode = SearchGroup | SearchFilter | SearchText;

export interface SearchGroup {
  readonly kind: 'and' | 'or';
  readonly nodes: readonly SearchNode[];
}

export type Operator = '=' | '>' | '>=' | '<' | '<=';

/** `key:value`, `!key:value`, `key:[a, b]`, `key:>5`, `has:key`, `count():>5`. Several values: any of them. */
export interface SearchFilter {
  readonly kind: 'filter';
  readonly key: string;
  /** How the key was written: alone, `tags[key]`, `flags["key"]`, or `function(arguments)`. */
  readonly keyKind: 'name' | 'tag' | 'flag' | 'function';
  /** Of `tags[key,number]`. */
  readonly tagType: 'string' | 'number' | 'boolean';
  /** Of a function. */
  readonly args: readonly string[];
  readonly negated: boolean;
  readonly operator: Operator;
  readonly values: readonly SearchValue[];
  /** Written as `[a, b]`. */
  readonly isList: boolean;
  /** Index of the filter in the text, and of its value. */
  readonly position: number;
  readonly valuePosition: number;
}

/** Free text: contained in the message or title. */
export interface SearchText {
  readonly kind: 'text';
  readonly value: SearchValue;
  readonly position: number;
}

/**
 * `text` is without quotes and escapes. `parts` is set when there is a wildcard: the texts between the wildcards, in order,
 * so that `a*b` is `['a', 'b']` and `*a` is `['', 'a']`.
 */
export interface SearchValue {
  readonly text: string;
  readonly parts: readonly string[] | null;
}

/** A filter that was not typed by a person: `key` is any of `texts`. */
export function filterOf(key: string, texts: readonly string[]): SearchFilter {
  return {
    kind: 'filter',
    key,
    keyKind: 'name',
    tagType: 'string',
    args: [],
    negated: false,
    operator: '=',
    values: texts.map((text) => ({ text, parts: null })),
    isList: texts.length > 1,
    position: 0,
    valuePosition: 0,
  };
}

/** Every filter of a tree, from left to right. */
export function filtersOf(node: SearchNode | undefined): SearchFilter[] {
  if (node === undefined || node.kind === 'text') return [];
  return node.kind === 'filter' ? [node] : node.nodes.flatMap(filtersOf);
}
