import type { ProjectId } from '@garrison/protocol';
import type { SymbolicationJob, Symbolicated } from './symbolication-thread.ts';
import { runThreadJob } from './thread-job.ts';

export interface SymbolicationDesk {
  /** Maps the frames of a stored event with what is uploaded by now. Nothing is stored. */
  symbolicate(projectId: ProjectId, event: Readonly<Record<string, unknown>>): Promise<Symbolicated>;
}

/** People ask rarely: each question has a thread of its own that ends with it. */
export function createSymbolicationDesk(
  where: Pick<SymbolicationJob, 'sqlitePath' | 'blobDirectory'>,
): SymbolicationDesk {
  return {
    symbolicate: (projectId, event) => runThreadJob('symbolication-thread.ts', { ...where, projectId, event }),
  };
}
