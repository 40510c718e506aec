/** What a service says to its parent. */
export type ServiceMessage =
  | { readonly kind: 'listening' }
  | { readonly kind: 'publish'; readonly queue: string; readonly message: unknown };
