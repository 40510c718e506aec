import { randomUUID } from 'node:crypto';

export const CORRELATION_HEADER = 'x-request-id';

const ACCEPTABLE = /^[\w.:+/=-]{8,128}$/;
const ids = new WeakMap<object, string>();

/** The caller's id when it looks like one, else a new one; the same for the whole request. */
export function correlationId(request: { readonly headers?: Readonly<Record<string, unknown>> }): string {
  const known = ids.get(request);
  if (known !== undefined) return known;
  const sent = request.headers?.[CORRELATION_HEADER];
  const id = typeof sent === 'string' && ACCEPTABLE.test(sent) ? sent : randomUUID();
  ids.set(request, id);
  return id;
}
