import type { Node } from '@babel/types';

/** Ends the change of a file that holds something which cannot be changed safely; the file stays as it is. */
export class LeftAlone extends Error {
  readonly node: Node | undefined;
  constructor(reason: string, node?: Node) {
    super(reason);
    this.name = 'LeftAlone';
    this.node = node;
  }
}
