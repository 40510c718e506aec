import { FieldError } from './api-error.ts';

/** Turns the store's refusal of a second row with the same unique value into an error of that field. */
export async function onConflict<Value>(
  change: Promise<Value>,
  fields: Readonly<Record<string, readonly string[]>>,
): Promise<Value> {
  try {
    return await change;
  } catch (error) {
    // SQLite: UNIQUE constraint failed; PostgreSQL: code 23505.
    const isConflict =
      error instanceof Error &&
      (error.message.includes('UNIQUE constraint failed') || ('code' in error && error.code === '23505'));
    if (isConflict) throw new FieldError(fields);
    throw error;
  }
}
