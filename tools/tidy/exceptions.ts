/** Places that break a rule of the house, each with its reason. This list may only shrink. */
export interface Exception {
  readonly file: string;
  readonly rule: 'file-lines' | 'function-lines' | 'parameters' | 'face' | 'import';
  readonly reason: string;
}

export const EXCEPTIONS: readonly Exception[] = [];
