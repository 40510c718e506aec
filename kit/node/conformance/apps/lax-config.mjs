// A configuration that brings a policy under which nothing is scrubbed by its key.
import { defaultPolicy } from '@garrison/node';

// oxlint-disable-next-line import/no-default-export -- what the kit reads of a configuration
export default {
  serviceName: 'lax',
  policy: { ...defaultPolicy, version: 'lax', scrubbing: { ...defaultPolicy.scrubbing, keys: [], text: [] } },
};
