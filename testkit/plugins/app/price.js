/** Books without a price are a mistake of the shop. */
export function priceOf(book) {
  const { price } = book;
  return price.amount;
}
