import { CATEGORY_RULES } from './category-stages.ts';
import { COLLAPSE_RULES } from './collapse.ts';
import { DART_RULES } from './dart.ts';
import { GO_RULES } from './go.ts';
import { JAVASCRIPT_RULES } from './javascript.ts';
import { JVM_IN_APP_RULES } from './jvm-in-app.ts';
import { MOBILE_RULES } from './mobile.ts';
import { NATIVE_IN_APP_RULES } from './native-in-app.ts';
import { PYTHON_RULES } from './python.ts';
import { TELEMETRY_RULES } from './telemetry.ts';
import { VENDOR_RULES } from './vendor.ts';

/** In order of application: later rules win. */
export const BUILT_IN_RULES: readonly string[] = [
  NATIVE_IN_APP_RULES,
  MOBILE_RULES,
  DART_RULES,
  ...CATEGORY_RULES,
  COLLAPSE_RULES,
  VENDOR_RULES,
  PYTHON_RULES,
  JAVASCRIPT_RULES,
  GO_RULES,
  JVM_IN_APP_RULES,
  TELEMETRY_RULES,
];
