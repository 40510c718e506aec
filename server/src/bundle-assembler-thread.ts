import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { AssembledFile, AssemblyAnswers, AssemblyJob, AssemblyResult } from './bundle-assembler.ts';
import { answerQuestions } from './platform/index.ts';
import { compiledKey } from './open-source-file.ts';
import { BundleProblem, compileSourceMap, encodeMap, MalformedMap, readBundle } from './process/index.ts';
import { type BlobStore, openBlobDirectory } from './store/index.ts';

const compress = promisify(gzip);

/** The entry of the thread that puts one uploaded bundle together: large files are unzipped and compressed here. */
const answers: AssemblyAnswers = {
  assemble: async (job) => assemble(job, await openBlobDirectory(job.blobDirectory)),
};

answerQuestions(answers);

async function assemble({ checksum, chunkKeys }: AssemblyJob, blobs: BlobStore): Promise<AssemblyResult> {
  const chunks: Uint8Array[] = [];
  for (const key of chunkKeys) {
    const chunk = await blobs.get(key);
    if (chunk === undefined)
      return { ok: false, problem: 'A chunk of the upload is not here any more: upload it again' };
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  if (createHash('sha1').update(bytes).digest('hex') !== checksum) {
    return { ok: false, problem: 'The chunks do not add up to the checksum of the bundle' };
  }
  try {
    const bundle = readBundle(bytes);
    const files: AssembledFile[] = [];
    for (const { bytes: content, ...file } of bundle.files) {
      const blobKey = `artifacts/${checksum}/${files.length}`;
      await blobs.put(blobKey, await compress(content));
      if (file.type === 'source_map') await compileMap(blobs, { text: content, url: file.url, blobKey });
      files.push({ ...file, blobKey, size: content.length });
    }
    return { ok: true, release: bundle.release, dist: bundle.dist, size: bytes.length, files };
  } catch (error) {
    if (error instanceof BundleProblem) return { ok: false, problem: error.message };
    throw error;
  }
}

/** Here and not when the first event needs it: processing would wait for a large map. A malformed one is said at its frames. */
async function compileMap(
  blobs: BlobStore,
  { text, url, blobKey }: { text: Uint8Array; url: string; blobKey: string },
): Promise<void> {
  try {
    const parts = compileSourceMap(Buffer.from(text).toString('utf8'), url);
    await blobs.put(compiledKey(blobKey), encodeMap(parts));
  } catch (error) {
    if (!(error instanceof MalformedMap)) throw error;
  }
}
