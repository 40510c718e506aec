import { priceOf } from './price.js';

/** What the books cost together. */
export function checkout(books) {
  return books.reduce((sum, book) => sum + priceOf(book), 0);
}
