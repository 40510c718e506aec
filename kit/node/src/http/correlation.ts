import { randomUUID } from 'node:crypto';

export const CORRELATION_HEADER = 'x-request-id';

const ACCEPTABLE = /^[\w.:+/=-]{8,128}$/;
/** On the request itself: one for all copies of the kit, and a WeakMap's entries are dear to collect. */
const ID = Symbol.for('garrison.correlationId');

export interface CorrelatedRequest {
  readonly headers?: Readonly<Record<string, unknown>>;
  [ID]?: string;
}

/** The caller's id when it looks like one, else a new one; the same for the whole request. */
export function correlationId(request: CorrelatedRequest): string {
  return (request[ID] ??= newId(request.headers?.[CORRELATION_HEADER]));
}

function newId(sent: unknown): string {
  return typeof sent === 'string' && ACCEPTABLE.test(sent) ? sent : randomUUID();
}
