import { Type } from 'typebox';
import { ERRORS } from '../../errors.ts';

const ErrorBody = Type.Object({
  detail: Type.String(),
  /** With status 500: finds the line in the server's log. */
  errorId: Type.Optional(Type.String()),
});

/** The error table as responses of the API's document, by code. */
export function errorResponses(): Record<string, object> {
  return Object.fromEntries(
    Object.entries(ERRORS).map(([code, { status, text, retry }]) => [
      code,
      {
        description: `${status}: ${text}`,
        ...(retry ? { headers: { 'Retry-After': { schema: { type: 'integer' } } } } : {}),
        content: { 'application/json': { schema: ErrorBody } },
      },
    ]),
  );
}
