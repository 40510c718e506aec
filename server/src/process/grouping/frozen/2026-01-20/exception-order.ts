import type { ExceptionPart } from '../2023-01-11/exception.ts';

export const EXCEPTION_ORDER: readonly ExceptionPart[] = ['type', 'value', 'ns-error', 'stacktrace'];
