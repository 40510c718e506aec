/** Paper is light: while a page is printed, it has the light scheme. */
export function printInLight(): void {
  const page = document.documentElement;
  let before: string | null = null;
  matchMedia('print').addEventListener('change', ({ matches }) => {
    const scheme = 'data-mantine-color-scheme';
    if (matches) before = page.getAttribute(scheme);
    if (matches) page.setAttribute(scheme, 'light');
    else if (before !== null) page.setAttribute(scheme, before);
  });
}
