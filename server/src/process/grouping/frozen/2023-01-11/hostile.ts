/** An event is typed, but whoever replays an old one may hold anything: what is not of the right kind counts as missing. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

export function objects<T extends object>(values: readonly T[] | undefined): readonly T[] {
  if (!Array.isArray(values)) return [];
  return values.every(isObject) ? values : values.filter(isObject);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
