import { BUILT_IN_RULES as RULES_OF_2023 } from '../../2023-01-11/rules/built-in.ts';
import { ADDED_RULES } from './additions.ts';

/** In order of application: later rules win. */
export const BUILT_IN_RULES: readonly string[] = [...RULES_OF_2023, ADDED_RULES];
