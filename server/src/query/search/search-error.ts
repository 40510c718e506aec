/** A search that cannot be understood: where, and what was probably meant. */
export class SearchError extends Error {
  /** Index of the offending character in the search text. */
  readonly position: number;
  readonly nearest: string | null;

  constructor(message: string, position: number, nearest: string | null = null) {
    super(message);
    this.name = 'SearchError';
    this.position = position;
    this.nearest = nearest;
  }
}
