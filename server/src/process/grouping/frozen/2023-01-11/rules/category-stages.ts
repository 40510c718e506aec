import { JVM_CATEGORIES } from './jvm-categories.ts';
import { NATIVE_CATEGORIES } from './native-categories.ts';

/** Categories are given stage by stage: where several fit, the later stage wins, whatever the family. */
export const CATEGORY_RULES: readonly string[] = [
  NATIVE_CATEGORIES.system,
  JVM_CATEGORIES.system,
  NATIVE_CATEGORIES.std,
  JVM_CATEGORIES.std,
  JVM_CATEGORIES.systemAgain,
  NATIVE_CATEGORIES.ui,
  JVM_CATEGORIES.ui,
  JVM_CATEGORIES.indirection,
  NATIVE_CATEGORIES.runtime,
  NATIVE_CATEGORIES.av,
  NATIVE_CATEGORIES.internals,
  NATIVE_CATEGORIES.threadbase,
  JVM_CATEGORIES.threadbase,
  NATIVE_CATEGORIES.malloc,
  NATIVE_CATEGORIES.indirectionAgain,
  JVM_CATEGORIES.indirectionAgain,
  NATIVE_CATEGORIES.dtor,
  NATIVE_CATEGORIES.shutdown,
  NATIVE_CATEGORIES.handler,
  NATIVE_CATEGORIES.throw,
  NATIVE_CATEGORIES.driver,
  NATIVE_CATEGORIES.free,
  NATIVE_CATEGORIES.gl,
  NATIVE_CATEGORIES.telemetry,
  JVM_CATEGORIES.telemetry,
  NATIVE_CATEGORIES.load,
  JVM_CATEGORIES.load,
  NATIVE_CATEGORIES.lock,
];
