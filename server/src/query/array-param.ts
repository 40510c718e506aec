/** ClickHouse takes 128 KiB of one parameter; a number has up to 20 digits, an event id 38 with its quotes. */
const PER_PARAMETER = 3000;

/**
 * An array as the SQL of a parameter; a long one travels in several, which the engine joins before it reads anything.
 * Adds to `params` under names that begin with `name`.
 */
export function arrayParam(
  params: Record<string, unknown>,
  name: string,
  { type, values }: { type: 'UInt64' | 'UUID' | 'String'; values: readonly (number | bigint | string)[] },
): string {
  if (values.length <= PER_PARAMETER) {
    params[name] = values;
    return `{${name}:Array(${type})}`;
  }
  const parts: string[] = [];
  for (let at = 0; at < values.length; at += PER_PARAMETER) {
    const part = `${name}${parts.length}`;
    params[part] = values.slice(at, at + PER_PARAMETER);
    parts.push(`{${part}:Array(${type})}`);
  }
  return `arrayConcat(${parts.join(', ')})`;
}
