/** A search, understood. `position` is the index of the part in the text, for messages. */
export type SearchNode = SearchGroup | SearchFilter | SearchText;

export interface SearchGroup {
  readonly kind: 'and' | 'or';
  readonly nodes: readonly SearchNode[];
}

/** `key:value`, `!key:value`, `key:[a, b]`, `key:>5`, `has:key`. Several values: any of them. */
export interface SearchFilter {
  readonly kind: 'filter';
  readonly key: string;
  readonly negated: boolean;
  readonly operator: '=' | '>' | '>=' | '<' | '<=';
  readonly values: readonly SearchValue[];
  readonly position: number;
}

/** Free text: contained in the title or message. */
export interface SearchText {
  readonly kind: 'text';
  readonly value: SearchValue;
  readonly position: number;
}

/** `text` without quotes and escapes; `pattern` is set when there is a wildcard: for LIKE, with `\` as its escape. */
export interface SearchValue {
  readonly text: string;
  readonly pattern: string | null;
}
