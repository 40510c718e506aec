import { events } from './events.ts';
import { logs } from './logs.ts';
import { outcomeMinutes, outcomes } from './outcomes.ts';
import { payloads } from './payloads.ts';
import { sessions } from './sessions.ts';
import { spans } from './spans.ts';
import type { Table } from './table.ts';

/** Every table that the server knows. */
export const TABLES: readonly Table[] = [events, payloads, outcomes, outcomeMinutes, sessions, spans, logs];
