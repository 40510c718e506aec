/** Parameters of one statement: every value of a search is one, and no text of a caller becomes part of the SQL. */
export interface Params {
  readonly values: Record<string, unknown>;
  /** Gives the placeholder. `type`: ClickHouse's. */
  bind(value: unknown, type: string): string;
}

export function createParams(prefix: string): Params {
  const values: Record<string, unknown> = {};
  return {
    values,
    bind(value, type) {
      const name = `${prefix}${Object.keys(values).length}`;
      values[name] = value;
      return `{${name}:${type}}`;
    },
  };
}
