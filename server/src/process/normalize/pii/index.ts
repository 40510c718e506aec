export { applyPii } from './apply-pii.ts';
export { compilePii, type PiiProblem, type PiiRules } from './pii-config.ts';
