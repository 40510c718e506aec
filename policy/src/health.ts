import type { HealthPolicy } from './policy.ts';

/** The path of a URL or request target, without query, fragment and trailing slash; undefined when there is none. */
export function pathOf(target: string): string | undefined {
  const schemeEnd = target.indexOf('://');
  const start = schemeEnd === -1 ? 0 : target.indexOf('/', schemeEnd + 3);
  if (start === -1) return '/';
  const path = /^[^?#]*/.exec(target.slice(start))?.[0] ?? '';
  if (!path.startsWith('/')) return undefined;
  let end = path.length;
  while (end > 1 && path.charCodeAt(end - 1) === 47) end--;
  return path.slice(0, end);
}

export function isHealthPath(policy: HealthPolicy, path: string): boolean {
  return policy.routes.includes(path);
}
