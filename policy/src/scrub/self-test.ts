import type { Policy } from '../policy.ts';
import type { PayloadScrubber } from './scrub-event.ts';

const CANARY = 'c4n4ry-9f31';

/**
 * Plants a secret in every place of every payload and looks for it in what comes out. Empty: the scrubber works.
 * Run at start, with the policy in force: a policy or a platform on which scrubbing throws is found before the first event.
 */
export function selfTestScrubber(scrubber: PayloadScrubber, policy: Policy): readonly string[] {
  const failures: string[] = [];
  const probe = (name: string, run: () => unknown): void => {
    try {
      const out = JSON.stringify(run());
      if (out.includes(CANARY)) failures.push(`${name}: the planted secret is still there`);
      if (!out.includes('kept')) failures.push(`${name}: what should stay is gone`);
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message : 'threw'}`);
    }
  };
  const secrets = { password: CANARY, nested: [{ 'X-Api-Key': CANARY, note: `token=${CANARY}` }], kept: 'kept' };
  const url = `https://a.example/kept?q=${CANARY}`;
  probe('error event', () =>
    scrubber.event({
      event_id: 'kept',
      message: `login password=${CANARY}`,
      exception: {
        values: [{ type: 'Error', value: `secret: ${CANARY}`, stacktrace: { frames: [{ function: 'kept' }] } }],
      },
      breadcrumbs: [{ category: 'kept', message: `token=${CANARY}`, data: secrets }],
      request: { url, headers: { Authorization: CANARY, cookie: CANARY }, cookies: { a: CANARY }, data: secrets },
      contexts: { own: secrets },
      extra: secrets,
      tags: { token: CANARY },
      user: { ...Object.fromEntries(policy.scrubbing.userFields.map((field) => [field, 'kept'])), name: CANARY },
    }),
  );
  probe('transaction', () =>
    scrubber.event({
      type: 'transaction',
      event_id: 'kept',
      transaction: `GET /a?q=${CANARY}`,
      spans: [{ description: url, data: secrets }],
    }),
  );
  probe('span', () => scrubber.span({ name: url, attributes: { ...secrets, 'http.request.header.cookie': CANARY } }));
  probe('log', () => scrubber.log({ message: `token=${CANARY}`, attributes: secrets }));
  probe('metric', () => scrubber.metric({ name: 'kept', attributes: secrets }));
  return failures;
}
