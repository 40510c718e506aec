/** A slug from a name: lower case, digits and single dashes; never digits alone, which would be an id. */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 50);
  return /^\d*$/.test(slug) ? `project-${slug}` : slug;
}
