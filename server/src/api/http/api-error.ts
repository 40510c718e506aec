import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, ERRORS } from '../../errors.ts';
import type { ApiLogger } from '../deps.ts';
import { SearchError } from '../../query/index.ts';

const RETRY_AFTER_S = 5;

/** A 400 that says which field is wrong: `{"name": ["This field is required."]}`. */
export class FieldError extends Error {
  readonly fields: Readonly<Record<string, readonly string[]>>;

  constructor(fields: Readonly<Record<string, readonly string[]>>) {
    super(`invalid: ${Object.keys(fields).join(', ')}`);
    this.name = 'FieldError';
    this.fields = fields;
  }
}

/** The one place that turns a failure of the API into an answer: `{"detail": …}`, field errors, or 500 without internal details. */
export function createErrorHandler(logger: ApiLogger) {
  return (error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const failure = publicError(error);
    if (failure.report) {
      logger.error(
        { err: error, errorId: request.id, method: request.method, route: request.routeOptions.url },
        'request failed',
      );
    }
    if (failure.retry && !reply.hasHeader('retry-after')) void reply.header('retry-after', RETRY_AFTER_S);
    const body = failure.status === 500 ? { detail: ERRORS.internal.text, errorId: request.id } : failure.body;
    return reply.status(failure.status).send(body);
  };
}

interface PublicError {
  readonly status: number;
  readonly body: unknown;
  readonly report: boolean;
  readonly retry: boolean;
}

function publicError(error: FastifyError | Error): PublicError {
  const refused = { status: 400, report: false, retry: false };
  if (error instanceof FieldError) return { ...refused, body: error.fields };
  if (error instanceof SearchError) {
    return { ...refused, body: { detail: error.message, position: error.position, nearest: error.nearest } };
  }
  if (error instanceof AppError) {
    const { status, text, report, retry } = ERRORS[error.code];
    return { status, body: { detail: error.details === undefined || report ? text : error.message }, report, retry };
  }
  if ('validation' in error && error.validation !== undefined) return { ...refused, body: fieldsOf(error) };
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
  return { status, body: { detail: error.message }, report: status >= 500, retry: false };
}

function fieldsOf(error: FastifyError): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const issue of error.validation ?? []) {
    const missing = issue.params['missingProperty'] ?? issue.params['additionalProperty'];
    const path = issue.instancePath.split('/').filter((part) => part !== '');
    const name = typeof missing === 'string' ? missing : (path[0] ?? 'nonFieldErrors');
    const text = issue.keyword === 'required' ? 'This field is required.' : (issue.message ?? 'Invalid value.');
    (fields[name] ??= []).push(text);
  }
  return fields;
}
