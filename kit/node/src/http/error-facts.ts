const SERVER_ERROR_TEXT = 'Internal server error';

/** Not `STATUS_CODES` of `node:http`: an ES module import of it makes SDK 8 report every request twice. */
const CLIENT_ERROR_TEXTS: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Unauthorized',
  402: 'Payment required',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition failed',
  413: 'Payload too large',
  415: 'Unsupported media type',
  422: 'Unprocessable content',
  423: 'Locked',
  429: 'Too many requests',
};

export interface ErrorAnswerOptions {
  /** The status of a domain error (`OrderLocked` → 409); undefined: the error's own `status` or `statusCode`, else 500. */
  readonly statusOf?: ((error: unknown) => number | undefined) | undefined;
  /** What the client may read about the error; undefined: the default. */
  readonly publicMessage?: ((error: unknown, status: number) => string | undefined) | undefined;
}

/** 400 to 599, whatever the error says: an answer with the status `'abc'` would be an error of its own. */
export function statusOf(error: unknown, options: ErrorAnswerOptions): number {
  for (const status of [options.statusOf?.(error), field(error, 'status'), field(error, 'statusCode')]) {
    if (typeof status === 'number' && Number.isInteger(status) && status >= 400 && status <= 599) return status;
  }
  return 500;
}

/** Never the message of a server error; of a client error only what was meant for the client (`expose`, `publicMessage`). */
export function publicMessageOf(error: unknown, status: number, options: ErrorAnswerOptions): string {
  const chosen = options.publicMessage?.(error, status) ?? field(error, 'publicMessage');
  if (typeof chosen === 'string') return chosen;
  if (status >= 500) return SERVER_ERROR_TEXT;
  const message = field(error, 'message');
  if (field(error, 'expose') === true && typeof message === 'string') return message;
  return CLIENT_ERROR_TEXTS[status] ?? 'The request could not be served';
}

export function messageOf(error: unknown): string {
  const message = typeof error === 'string' ? error : field(error, 'message');
  return typeof message === 'string' ? message : '';
}

function field(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}
