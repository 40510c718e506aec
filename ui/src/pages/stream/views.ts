/** Views are names for queries. */
export const VIEWS = [
  { name: 'Unresolved', query: 'is:unresolved' },
  { name: 'New', query: 'is:unresolved is:new' },
  { name: 'Regressed', query: 'is:unresolved is:regressed' },
  { name: 'Unassigned', query: 'is:unresolved is:unassigned' },
  { name: 'Archived', query: 'is:archived' },
] as const;

export const SORTS = [
  { value: 'date', label: 'Last seen' },
  { value: 'new', label: 'First seen' },
  { value: 'freq', label: 'Events' },
  { value: 'user', label: 'Users' },
] as const;
