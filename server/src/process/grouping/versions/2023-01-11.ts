import { EXCEPTION_ORDER } from '../frozen/2023-01-11/exception.ts';
import { BUILT_IN_FINGERPRINT_RULES } from '../frozen/2023-01-11/fingerprint/built-in.ts';
import { BUILT_IN_RULES } from '../frozen/2023-01-11/rules/built-in.ts';
import { isPoorUnlessUrl } from '../frozen/2023-01-11/trace.ts';
import type { Version } from './version.ts';

export const VERSION_2023_01_11: Version = {
  id: 'newstyle:2023-01-11',
  behaviour: {
    exceptionOrder: EXCEPTION_ORDER,
    isPoorSingleFrame: isPoorUnlessUrl,
    contextLineRule: (line) => line,
    unknownVariable: (_name, written) => written,
  },
  enhancements: BUILT_IN_RULES,
  fingerprintRules: BUILT_IN_FINGERPRINT_RULES,
};
