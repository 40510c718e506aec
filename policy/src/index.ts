export type { ScrubOptions } from './scrub-options.ts';
