/** RFC 3339 in UTC with `Z`, the only form that every client reads. */
export function isoDate(ms: number): string {
  return new Date(ms).toISOString();
}

export function isoDateOrNull(ms: number | null): string | null {
  return ms === null ? null : isoDate(ms);
}
