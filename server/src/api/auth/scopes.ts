/** Sentry's scope names. */
export const SCOPES = [
  'org:read',
  'org:write',
  'org:admin',
  'org:integrations',
  'org:ci',
  'org:billing',
  'member:read',
  'member:invite',
  'member:write',
  'member:admin',
  'team:read',
  'team:write',
  'team:admin',
  'project:read',
  'project:write',
  'project:admin',
  'project:releases',
  'project:distribution',
  'event:read',
  'event:write',
  'event:admin',
  'alerts:read',
  'alerts:write',
] as const;
export type Scope = (typeof SCOPES)[number];

export const ROLES = ['billing', 'member', 'admin', 'manager', 'owner'] as const;
export type Role = (typeof ROLES)[number];

const MEMBER: readonly Scope[] = [
  'org:read',
  'member:read',
  'team:read',
  'project:read',
  'project:releases',
  'event:read',
  'event:write',
  'event:admin',
  'alerts:read',
  'alerts:write',
];
const ADMIN: readonly Scope[] = [
  ...MEMBER,
  'org:integrations',
  'team:write',
  'team:admin',
  'project:write',
  'project:admin',
];

/** What a role may do. Source: Sentry's documentation of organisation roles. */
const ROLE_SCOPES: Readonly<Record<Role, readonly Scope[]>> = {
  billing: ['org:read', 'org:billing'],
  member: MEMBER,
  admin: ADMIN,
  manager: SCOPES.filter((scope) => scope !== 'org:admin'),
  owner: SCOPES,
};

function isScope(value: string): value is Scope {
  return (SCOPES as readonly string[]).includes(value);
}

export function scopesOfRole(role: string): readonly Scope[] {
  return Object.hasOwn(ROLE_SCOPES, role) ? ROLE_SCOPES[role as Role] : [];
}

/** `x:admin` includes `x:write`, which includes `x:read`. */
export function withImplied(scopes: Iterable<string>): ReadonlySet<Scope> {
  const all = new Set<Scope>();
  for (const scope of scopes) {
    if (!isScope(scope)) continue;
    all.add(scope);
    const [resource, level] = scope.split(':');
    const implied = level === 'admin' ? ['write', 'read'] : level === 'write' ? ['read'] : [];
    for (const lower of implied) {
      const name = `${resource}:${lower}`;
      if (isScope(name)) all.add(name);
    }
  }
  return all;
}
