import { VALUES_PER_PARAMETER } from '../store/index.ts';
/**
 * An array as the SQL of a parameter; a long one is split into several, which the engine joins before it reads anything.
 * Adds to `params` under names that begin with `name`.
 */
export function arrayParam(
  params: Record<string, unknown>,
  name: string,
  { type, values }: { type: 'UInt64' | 'UUID' | 'String'; values: readonly (number | bigint | string)[] },
): string {
  if (values.length <= VALUES_PER_PARAMETER) {
    params[name] = values;
    return `{${name}:Array(${type})}`;
  }
  const parts: string[] = [];
  for (let at = 0; at < values.length; at += VALUES_PER_PARAMETER) {
    const part = `${name}${parts.length}`;
    params[part] = values.slice(at, at + VALUES_PER_PARAMETER);
    parts.push(`{${part}:Array(${type})}`);
  }
  return `arrayConcat(${parts.join(', ')})`;
}
