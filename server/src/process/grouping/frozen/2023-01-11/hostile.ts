/** An event is typed, but whoever replays an old one may hold anything: what is not of the right kind counts as missing. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return isRecord(value) ? value : undefined;
}

/** The objects of a list; anything else in it is passed over. */
export function objects<T extends object>(values: readonly T[] | undefined): readonly T[] {
  const list: unknown = values;
  if (values === undefined || !Array.isArray(list)) return [];
  return list.every(isRecord) ? values : values.filter((value) => record(value) !== undefined);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
