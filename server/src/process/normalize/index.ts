export { normalizeEvent, type NormalizeContext } from './normalize-event.ts';
export { readJson } from './read-json.ts';
