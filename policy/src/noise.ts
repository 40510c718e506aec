import type { NoiseList } from './policy.ts';
import { list, record, text, type WireObject } from './wire.ts';

/** Longest text that a pattern of the policy is tried on: a bound for patterns that we did not write. */
const SUBJECT_MAX = 1024;

export interface NoiseFilter {
  readonly error: (event: WireObject) => boolean;
  readonly transaction: (name: string) => boolean;
}

export function createNoiseFilter(noise: NoiseList): NoiseFilter {
  const errors = noise.errors.map((pattern) => new RegExp(pattern));
  const transactions = noise.transactions.map((pattern) => new RegExp(pattern));
  return {
    error: (event) =>
      errors.length > 0 && subjectsOf(event).some((subject) => errors.some((rule) => rule.test(subject))),
    transaction: (name) => transactions.some((rule) => rule.test(name.slice(0, SUBJECT_MAX))),
  };
}

/** Only the error that was raised, which is the last: a cause that is noise does not make its consequence noise. */
function subjectsOf(event: WireObject): readonly string[] {
  const raised = record(list(record(event['exception'])?.['values'])?.at(-1));
  const message = text(event['message']);
  if (raised === undefined) return message === undefined ? [] : [message.slice(0, SUBJECT_MAX)];
  return [`${text(raised['type']) ?? 'Error'}: ${text(raised['value']) ?? ''}`.slice(0, SUBJECT_MAX)];
}
