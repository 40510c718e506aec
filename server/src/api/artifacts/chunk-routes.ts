import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { OrganizationId } from '@garrison/protocol';
import { Type } from 'typebox';
import { AppError } from '../../errors.ts';
import { edits } from '../../store/index.ts';
import { organizationOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { Anything, OrganizationParams } from '../http/schema.ts';

export type ArtifactDeps = Pick<ApiDeps, 'db' | 'blobs' | 'now' | 'publicUrl' | 'assembleBundle' | 'logger'>;

/** Old command line tools require a power of two. */
const CHUNK_BYTES = 8 * 2 ** 20;
const CHUNKS_PER_REQUEST = 64;
const REQUEST_BYTES = 32 * 2 ** 20;
const inflate = promisify(gunzip);
const SHA1 = /^[0-9a-f]{40}$/;
const PATH = '/api/0/organizations/:org/chunk-upload/';

/** The blob key of a chunk. Each organisation has its own chunks, so a checksum alone does not give access to the bytes of another organisation. */
export function chunkKey(organizationId: OrganizationId, checksum: string): string {
  return `chunks/${organizationId}/${checksum}`;
}

/** Chunks of uploads: the limits for clients, and the upload. */
export function chunkRoutes(app: ApiApp, deps: ArtifactDeps): void {
  app.get(
    PATH,
    {
      config: { access: { scope: 'project:releases', orCi: true } },
      schema: { params: OrganizationParams, response: { 200: Anything } },
    },
    (request) => ({
      url: `${deps.publicUrl}/api/0/organizations/${organizationOf(request).slug}/chunk-upload/`,
      chunkSize: CHUNK_BYTES,
      chunksPerRequest: CHUNKS_PER_REQUEST,
      maxRequestSize: REQUEST_BYTES,
      maxFileSize: 2 ** 31,
      hashAlgorithm: 'sha1',
      concurrency: 4,
      compression: ['gzip'],
      // Version 2 of the command line tool uploads bundles only to a server that names `release_files`, too.
      accept: ['release_files', 'artifact_bundles', 'artifact_bundles_v2', 'sources'],
    }),
  );
  app.post(
    PATH,
    {
      config: { access: { scope: 'project:releases', orCi: true } },
      bodyLimit: REQUEST_BYTES + 2 ** 20,
      schema: { params: OrganizationParams, response: { 200: Anything } },
    },
    async (request) => {
      const { id: organizationId } = organizationOf(request);
      if (!request.isMultipart()) return {};
      const limits = { files: CHUNKS_PER_REQUEST, fileSize: CHUNK_BYTES, fields: 10 };
      for await (const part of request.files({ limits })) {
        const bytes = await chunkOf({
          bytes: await part.toBuffer(),
          isCompressed: part.fieldname === 'file_gzip',
        });
        const checksum = part.filename.toLowerCase();
        if (!SHA1.test(checksum) || createHash('sha1').update(bytes).digest('hex') !== checksum) {
          throw new AppError(
            'request_invalid',
            `a chunk does not have the checksum that names it: ${checksum.slice(0, 40)}`,
          );
        }
        await deps.blobs.put(chunkKey(organizationId, checksum), bytes);
        await edits.addChunk(deps.db, { organizationId, checksum, size: bytes.length, now: deps.now() });
      }
      return {};
    },
  );
}

/** Abandoned as soon as it is longer than a chunk may be. */
async function chunkOf({ bytes, isCompressed }: { bytes: Buffer; isCompressed: boolean }): Promise<Buffer> {
  if (!isCompressed) return bytes;
  try {
    return await inflate(bytes, { maxOutputLength: CHUNK_BYTES });
  } catch (error) {
    throw new AppError('request_invalid', `a chunk cannot be decompressed to at most ${CHUNK_BYTES} bytes`, error);
  }
}

export const Checksum = Type.String({ pattern: '^[0-9a-fA-F]{40}$' });
