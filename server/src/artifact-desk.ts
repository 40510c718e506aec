import { runThreadJob } from './thread-job.ts';

export interface AssemblyJob {
  readonly blobDirectory: string;
  /** SHA-1 of the whole, hex. */
  readonly checksum: string;
  readonly chunkKeys: readonly string[];
}

/** What was in a bundle; its files lie in the blob store. Or why it cannot be used, for the person who uploaded it. */
export type AssemblyResult =
  | {
      readonly ok: true;
      readonly release: string | null;
      readonly dist: string | null;
      readonly size: number;
      readonly files: readonly AssembledFile[];
    }
  | { readonly ok: false; readonly problem: string };

export interface AssembledFile {
  readonly debugId: string | null;
  readonly type: string;
  readonly url: string;
  readonly sourceMapRef: string | null;
  readonly blobKey: string;
  readonly size: number;
}

export interface ArtifactDesk {
  /** Resolves when the files are in the blob store. */
  assemble(checksum: string, chunkKeys: readonly string[]): Promise<AssemblyResult>;
}

/** Puts bundles together one after the other, each in a thread of its own that ends with it: memory comes back. */
export function createArtifactDesk(blobDirectory: string): ArtifactDesk {
  let last: Promise<unknown> = Promise.resolve();
  return {
    assemble(checksum, chunkKeys) {
      const job: AssemblyJob = { blobDirectory, checksum, chunkKeys };
      const result = last.then(() => runThreadJob<AssemblyResult>('artifact-thread.ts', job));
      last = result.catch(() => undefined);
      return result;
    },
  };
}
