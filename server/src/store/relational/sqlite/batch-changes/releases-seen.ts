import type { OrganizationId, ProjectId } from '@garrison/protocol';
import { Surroundings } from '../surroundings.ts';
import type { BatchChange } from './batch-change.ts';

/** A release and an environment that something other than an issue's event was seen in. */
export interface ReleaseSeenRow {
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId;
  /** Empty, both: unknown. */
  readonly release: string;
  readonly environment: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

declare module '../../relational-change.ts' {
  interface RelationalChanges {
    release_seen: ReleaseSeenRow;
  }
}

export const releasesSeen: BatchChange<'release_seen'> = {
  kind: 'release_seen',
  open(raw) {
    const surroundings = new Surroundings(raw);
    return {
      apply(rows) {
        surroundings.addReleases(rows.map((row) => ({ ...row, timestamp: row.at })));
      },
    };
  },
};
