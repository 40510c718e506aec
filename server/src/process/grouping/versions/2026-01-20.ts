import { BUILT_IN_FINGERPRINT_RULES } from '../frozen/2023-01-11/fingerprint/built-in.ts';
import { EXCEPTION_ORDER } from '../frozen/2026-01-20/exception-order.ts';
import { BUILT_IN_RULES } from '../frozen/2026-01-20/rules/built-in.ts';
import { isPoorWithoutFunction } from '../frozen/2026-01-20/single-frame.ts';
import { spawnLine } from '../frozen/2026-01-20/spawn-line.ts';
import { markUnknownVariable } from '../frozen/2026-01-20/unknown-variable.ts';
import type { Version } from './version.ts';

export const VERSION_2026_01_20: Version = {
  id: 'newstyle:2026-01-20',
  behaviour: {
    exceptionOrder: EXCEPTION_ORDER,
    isPoorSingleFrame: isPoorWithoutFunction,
    contextLineRule: spawnLine,
    unknownVariable: markUnknownVariable,
  },
  enhancements: BUILT_IN_RULES,
  fingerprintRules: BUILT_IN_FINGERPRINT_RULES,
};
