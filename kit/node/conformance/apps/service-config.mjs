// What `runConformance` runs the programs with: the policy under test, and every trace sampled, or nobody could see what leaves.
import { defaultPolicy } from '@garrison/node';

const { CONFORMANCE_CONFIG: file, CONFORMANCE_POLICY: module } = process.env;
const config = (file ? (await import(file)).default : undefined) ?? {};
const policy = module ? (await import(module)).policy : (config.policy ?? defaultPolicy);
// The import has bound the policy as it is; the programs need it with the changes below.
if (globalThis.__GARRISON_KIT__ !== undefined) globalThis.__GARRISON_KIT__.bound = undefined;
const { sampling: _sampling, trace: _trace, ...overrides } = config.overrides ?? {};

// oxlint-disable-next-line import/no-default-export -- what the kit reads of a configuration
export default {
  policy: {
    ...policy,
    sampling: { ...policy.sampling, routes: [], bounds: { min: 0, max: 1 } },
    // The programs call each other as `localhost`.
    trace: { ...policy.trace, ownHosts: [...policy.trace.ownHosts, 'localhost'] },
  },
  overrides,
};
