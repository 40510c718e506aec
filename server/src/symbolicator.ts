import type { ProjectId } from '@garrison/protocol';
import { askOnce } from './platform/index.ts';

interface SymbolicatorOptions {
  readonly sqlitePath: string;
  readonly blobDirectory: string;
}

export interface SymbolicationJob extends SymbolicatorOptions {
  readonly projectId: ProjectId;
  /** As it is stored. */
  readonly event: Readonly<Record<string, unknown>>;
}

export interface Symbolicated {
  readonly event: Readonly<Record<string, unknown>>;
  /** How many frames show original source that did not before. */
  readonly changed: number;
}

/** What the thread does. */
export interface SymbolicatorAnswers {
  symbolicate(job: SymbolicationJob): Promise<Symbolicated>;
}

interface Symbolicator {
  /** Maps the frames of a stored event with what is uploaded by now. Nothing is stored. */
  symbolicate(projectId: ProjectId, event: Readonly<Record<string, unknown>>): Promise<Symbolicated>;
}

const ENTRY = new URL('./symbolicator-thread.ts', import.meta.url);

/** Each question has a thread of its own, which ends with the answer: it is asked rarely. */
export function createSymbolicator(options: SymbolicatorOptions): Symbolicator {
  return {
    symbolicate: (projectId, event) =>
      askOnce<SymbolicatorAnswers, 'symbolicate'>({ name: 'symbolicator', entry: ENTRY }, 'symbolicate', {
        ...options,
        projectId,
        event,
      }),
  };
}
