import { checkPolicy, type Policy } from '@garrison/policy';
import { boundPackage } from './bound-package.ts';
import { kitState, reportProblem } from './kit-state.ts';
import { misuse } from './misuse.ts';
import { policyTag } from './policy-tag.ts';

/**
 * Binds an organisation's policy to the kit of this process, for a package such as `@acme/sentry-config`: from then on every way to start
 * (`initSentry`, `SentryService`, the preload) uses this policy, whatever a service's configuration says, and whichever package it
 * imports the function from. To be called by that package at its own start, with its own name. The first binding stays.
 */
export function bindPolicy(policy: Policy, packageName: string): void {
  if (typeof packageName !== 'string' || packageName === '')
    misuse('bindPolicy', 'the second argument is the name of the package.');
  const state = kitState();
  const checked = checkPolicy(policy);
  for (const { path, expected } of checked.faults) {
    reportProblem({
      code: 'config',
      message: `The policy of ${packageName} is not as expected: ${path}: ${expected}.`,
      fix: 'Have it corrected by its owner; everything else of it is in force.',
    });
  }
  if (state.bound !== undefined) {
    if (policyTag(state.bound.policy) === policyTag(checked.policy)) return;
    return reportProblem({
      code: 'second-policy',
      message: `${packageName} binds another policy than ${state.bound.packageName} has bound; the first one stays.`,
      fix: 'Use one such package, in one version: npm ls shows which are installed.',
    });
  }
  state.bound = { policy: checked.policy, packageName };
  if (state.running === undefined || state.running.policyTag === policyTag(checked.policy)) return;
  state.tighten?.(checked.policy);
  reportProblem({
    code: 'unbound-start',
    message: `Sentry was started without the policy of ${packageName}. It scrubs by that policy from now on; the options of the start are another policy's.`,
    fix: startLine(packageName),
  });
}

export type Start = { readonly config: unknown } | { readonly refused: string };

/** The configuration of a start with the bound policy in it, or why it must not start: a policy is installed, and this way in does not use it. */
export function withBoundPolicy(given: unknown): Start {
  const { bound } = kitState();
  if (bound === undefined) {
    const packageName = boundPackage();
    return packageName === undefined ? { config: given } : { refused: packageName };
  }
  if (typeof given !== 'object' || given === null) return { config: { policy: bound.policy } };
  const own: unknown = Reflect.get(given, 'policy');
  if (own !== undefined && own !== bound.policy) {
    reportProblem({
      code: 'policy-bound',
      message: `The configuration brings a policy of its own, which was ignored: the policy of ${bound.packageName} is bound.`,
      fix: 'Remove it. What this service wants stricter belongs into overrides.',
    });
  }
  return { config: { ...given, policy: bound.policy } };
}

export function reportUnbound(packageName: string): void {
  reportProblem({
    code: 'unbound-start',
    message: `Sentry was not started: this service depends on ${packageName}, whose policy @garrison/node alone does not know.`,
    fix: startLine(packageName),
  });
}

function startLine(packageName: string): string {
  return `Start with \`node --import ${packageName}/register\`, and import from ${packageName} instead of @garrison/node.`;
}
