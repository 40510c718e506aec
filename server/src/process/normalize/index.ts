export { normalizeEvent, type NormalizeContext } from './normalize-event.ts';
export { addErrors } from './meta.ts';
export { readJson } from './read-json.ts';
export { rememberTexts } from './text-memo.ts';
export { compilePii, type PiiProblem, type PiiRules } from './pii/index.ts';
