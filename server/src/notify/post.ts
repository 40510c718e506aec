import type { Outbound, OutboundAnswer, OutboundRequest } from '../platform/index.ts';
import type { Delivered } from './channel.ts';

/** Sends a request and returns the meaning of its answer. */
export async function post(outbound: Outbound, request: OutboundRequest): Promise<Delivered> {
  return deliveredBy(await outbound(request));
}

function deliveredBy(answer: OutboundAnswer): Delivered {
  if (!answer.ok) {
    if (answer.kind === 'failed') return { outcome: 'unsure', status: null, answer: answer.problem };
    return { outcome: 'failed', status: null, answer: answer.problem, retry: answer.kind === 'unreached' };
  }
  const { status, body, headers } = answer;
  if (status >= 200 && status < 300) return { outcome: 'sent', status, answer: body };
  if (status >= 300 && status < 400)
    return { outcome: 'failed', status, answer: 'the answer is a redirect, which is not followed', retry: false };
  const retry = status >= 500 || status === 429 || status === 408;
  const afterS = Number(headers['retry-after']);
  return {
    outcome: 'failed',
    status,
    answer: body,
    retry,
    ...(retry && afterS > 0 ? { afterMs: Math.min(afterS, RETRY_AFTER_MAX_S) * 1000 } : {}),
  };
}

const RETRY_AFTER_MAX_S = 3600;

/** What is wrong with a URL that messages are to be sent to; whether its host is allowed is asked when it is used. */
export function urlFault(text: unknown): string | undefined {
  if (typeof text !== 'string' || !URL.canParse(text)) return 'expected a URL';
  const { protocol, username, password } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return 'expected an https:// URL';
  return username === '' && password === '' ? undefined : 'the URL must not hold a user name or password';
}
