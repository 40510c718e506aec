/** Where the app lives under its host, e.g. `/garrison`; empty at the root. The server writes it into the page. */
export const basePath = readBasePath(
  globalThis.document?.querySelector('meta[name=base-path]')?.getAttribute('content'),
);

export function readBasePath(content: string | null | undefined): string {
  // In the page that Vite serves while developing, the placeholder was not replaced.
  return content?.startsWith('/') === true ? content.replace(/\/+$/, '') : '';
}
