export type { ScrubOptions } from './scrub/scrub-options.ts';
export { createScrubber, FILTERED, type Scrubbed, type Scrubber, type TextMode } from './scrub/scrubber.ts';
export { TEXT_RULES, type TextRule, type TextRuleName } from './scrub/text-rules.ts';
