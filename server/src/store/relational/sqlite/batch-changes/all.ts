import { attachments } from './attachments.ts';
import type { BatchChange } from './batch-change.ts';
import { releasesSeen } from './releases-seen.ts';
import { userReports } from './user-reports.ts';

/** Every kind of relational change that the server knows. */
export const BATCH_CHANGES: readonly BatchChange[] = [userReports, attachments, releasesSeen];
