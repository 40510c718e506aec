import type { Alerting, Scrubbing } from './deps.ts';

/** A channel of the tests takes everything but the name `bad`; what was sealed shows its field names alone. */
export const ALERTING: Alerting = {
  wake: () => undefined,
  seal: (secret) => Object.keys(secret).join(),
  channels: ['slack', 'webhook'].map((via) => ({
    via,
    faultsOf: ({ name }): Readonly<Record<string, string>> => (name === 'bad' ? { name: 'expected another' } : {}),
  })),
  test: async (_integration, target) => ({ outcome: 'sent', status: 200, answer: `told ${target}` }),
};

export const SCRUBBING: Scrubbing = {
  validate: async (config) =>
    config.includes('bad') ? [{ line: 2, column: 5, message: 'there is no rule "bad"' }] : [],
  // An event of the tests shows the options that it was asked with.
  preview: async (_projectId, options, event) => ({ errors: [], event: { ...event, options } }),
};
