/**
 * The one table of errors: HTTP status, the public text, whether the caller may retry, whether it is logged as a fault of the
 * server. `AppError.details` may add to the public text; the cause is never sent.
 */
export const ERRORS = {
  envelope_invalid: { status: 400, text: 'The envelope could not be read', retry: false, report: false },
  event_invalid: { status: 400, text: 'The event could not be read', retry: false, report: false },
  encoding_invalid: { status: 400, text: 'The body could not be decompressed', retry: false, report: false },
  request_invalid: { status: 400, text: 'The request is not valid', retry: false, report: false },
  query_too_heavy: {
    status: 400,
    text: 'This needs more time or memory than one query may use. Choose a shorter period, fewer projects or a narrower search.',
    retry: false,
    report: false,
  },
  auth_missing: { status: 401, text: 'Authentication credentials were not provided.', retry: false, report: false },
  auth_invalid: { status: 401, text: 'Invalid token', retry: false, report: false },
  auth_multiple: { status: 401, text: 'Multiple authorization payloads', retry: false, report: false },
  login_failed: { status: 401, text: 'The e-mail address or the password is wrong', retry: false, report: false },
  project_rejected: {
    status: 403,
    text: 'The key does not belong to this project, or is disabled',
    retry: false,
    report: false,
  },
  permission_denied: {
    status: 403,
    text: 'You do not have permission to perform this action.',
    retry: false,
    report: false,
  },
  not_found: { status: 404, text: 'The requested resource does not exist', retry: false, report: false },
  payload_too_large: { status: 413, text: 'The payload is too large', retry: false, report: false },
  rate_limited: { status: 429, text: 'Too many requests', retry: true, report: false },
  internal: { status: 500, text: 'Internal Error', retry: false, report: true },
  store_unavailable: { status: 503, text: 'The store does not answer', retry: true, report: true },
  rows_refused: { status: 500, text: 'The event store refuses rows', retry: false, report: true },
  memory_full: { status: 503, text: 'Too much is being received at the moment', retry: true, report: false },
  log_unavailable: { status: 503, text: 'Nothing can be accepted right now', retry: true, report: true },
  shutting_down: { status: 503, text: 'The server is stopping', retry: true, report: false },
} as const satisfies Record<string, { status: number; text: string; retry: boolean; report: boolean }>;

export type ErrorCode = keyof typeof ERRORS;

export class AppError extends Error {
  readonly code: ErrorCode;
  /** Public: what exactly, and how to fix it. */
  readonly details: string | undefined;

  constructor(code: ErrorCode, details?: string, cause?: unknown) {
    super(
      details === undefined ? ERRORS[code].text : `${ERRORS[code].text}: ${details}`,
      cause === undefined ? undefined : { cause },
    );
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}

export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** With the name of the error's class: for a report that shows no stack. */
export function errorText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
