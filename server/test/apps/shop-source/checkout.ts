import { priceOf, type Book } from './price.ts';

const BOOKS: readonly Book[] = [{ title: 'Dune', price: { amount: 9 } }, { title: 'Emma' }];

/** The second book has no price. */
export function checkout(): number {
  return BOOKS.reduce((total, book) => total + priceOf(book), 0);
}
