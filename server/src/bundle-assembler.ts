import { askOnce } from './platform/index.ts';

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

/** What the thread does. */
export interface AssemblyAnswers {
  assemble(job: AssemblyJob): Promise<AssemblyResult>;
}

export interface BundleAssembler {
  /** Resolves when the files are in the blob store. */
  assemble(checksum: string, chunkKeys: readonly string[]): Promise<AssemblyResult>;
}

/** Puts bundles together one after the other, each in a thread that ends afterwards and returns its memory. */
export function createBundleAssembler(blobDirectory: string): BundleAssembler {
  let last: Promise<unknown> = Promise.resolve();
  return {
    assemble(checksum, chunkKeys) {
      const result = last.then(() => inThread({ blobDirectory, checksum, chunkKeys }));
      last = result.catch(() => undefined);
      return result;
    },
  };
}

const ENTRY = new URL('./bundle-assembler-thread.ts', import.meta.url);

function inThread(job: AssemblyJob): Promise<AssemblyResult> {
  return askOnce<AssemblyAnswers, 'assemble'>({ name: 'bundle', entry: ENTRY }, 'assemble', job);
}
