export interface Book {
  readonly title: string;
  readonly price?: { readonly amount: number };
}

export function priceOf(book: Book): number {
  // Wrong on purpose: a book may have no price.
  return (book.price as { readonly amount: number }).amount;
}
