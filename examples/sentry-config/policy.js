import { readFileSync } from 'node:fs';
import { defaultPolicy } from '@garrison/node';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** What Acme decided; everything else is the default. @type {import('@garrison/node').Policy} */
export const policy = {
  ...defaultPolicy,
  version,
  sampling: { ...defaultPolicy.sampling, traces: { production: 0.05, '*': 1 }, bounds: { min: 0.001, max: 0.5 } },
  scrubbing: { ...defaultPolicy.scrubbing, keys: [...defaultPolicy.scrubbing.keys, 'customer_no', 'licence_plate'] },
  trace: { ...defaultPolicy.trace, ownHosts: [...defaultPolicy.trace.ownHosts, '*.acme.internal'] },
};
