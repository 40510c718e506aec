import { getNodeValue, type Node } from 'jsonc-parser';

/** Notes that something at this offset of the text cannot be used. */
export type Report = (offset: number, message: string) => void;

export interface Entry {
  readonly name: string;
  readonly value: Node;
  /** Of the name, with its quote. */
  readonly offset: number;
}

/** The fields of an object, in their order; none when it is no object. */
export function fieldsOf(node: Node): Entry[] {
  if (node.type !== 'object') return [];
  return (node.children ?? []).flatMap(({ children }) => {
    const [key, value] = children ?? [];
    if (key === undefined || value === undefined) return [];
    return [{ name: String(getNodeValue(key)), value, offset: key.offset }];
  });
}
