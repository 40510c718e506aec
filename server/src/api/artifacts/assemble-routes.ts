import type { OrganizationId } from '@garrison/protocol';
import { Type, type Static } from 'typebox';
import { findBundle, knownChunks, listProjects } from '../../query/index.ts';
import { edits } from '../../store/index.ts';
import { organizationOf } from '../auth/guard.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FieldError } from '../http/api-error.ts';
import { NullableString, OrganizationParams } from '../http/schema.ts';
import { type ArtifactDeps, Checksum, chunkKey } from './chunk-routes.ts';

const CHUNKS_MAX = 1024;
const Assemble = Type.Object({
  checksum: Checksum,
  chunks: Type.Array(Checksum, { maxItems: CHUNKS_MAX }),
  projects: Type.Array(Type.String(), { minItems: 1, maxItems: 500 }),
  version: Type.Optional(NullableString),
  dist: Type.Optional(NullableString),
});
const State = Type.Object({
  state: Type.String(),
  missingChunks: Type.Array(Type.String()),
  detail: NullableString,
});
type StateBody = Static<typeof State>;

/** Assembles an uploaded bundle. As long as chunks are missing the answer names them; a repeated call gives the same answer. */
export function assembleRoutes(app: ApiApp, deps: ArtifactDeps): void {
  app.post(
    '/api/0/organizations/:org/artifactbundle/assemble/',
    {
      config: { access: { scope: 'project:releases', orCi: true } },
      schema: { params: OrganizationParams, body: Assemble, response: { 200: State } },
    },
    async (request): Promise<StateBody> => {
      const { id: organizationId } = organizationOf(request);
      const { body } = request;
      const projectIds = await projectsOf(deps, organizationId, body.projects);
      const checksum = body.checksum.toLowerCase();
      const chunks = body.chunks.map((one) => one.toLowerCase());
      const known = await findBundle(deps.db, organizationId, checksum);
      if (known !== undefined && projectIds.every((id) => known.projectIds.includes(id))) return state('ok');
      const here = await knownChunks(deps.db, organizationId, chunks);
      const missing = [...new Set(chunks.filter((one) => !here.has(one)))];
      // A call without chunks only asks for the state.
      if (missing.length > 0 || chunks.length === 0) return state('not_found', { missingChunks: missing });
      const keys = chunks.map((one) => chunkKey(organizationId, one));
      const assembled = await deps.assembleBundle(checksum, keys);
      if (!assembled.ok) return state('error', { detail: assembled.problem });
      const { size, files } = assembled;
      await edits.addBundle(deps.db, {
        organizationId,
        checksum,
        projectIds,
        release: body.version ?? assembled.release,
        dist: body.dist ?? assembled.dist,
        size,
        files,
        now: deps.now(),
      });
      // The files lie in the blob store on their own now. An upload that needs one of the chunks again sends it again.
      await edits.deleteChunks(deps.db, organizationId, chunks);
      for (const key of keys) await deps.blobs.delete(key);
      return state('ok');
    },
  );
}

function state(name: string, more: Partial<StateBody> = {}): StateBody {
  return { state: name, missingChunks: [], detail: null, ...more };
}

/** By slug or id; an unknown one is a mistake in the caller's configuration, and is said. */
async function projectsOf(
  { db }: ArtifactDeps,
  organizationId: OrganizationId,
  wanted: readonly string[],
): Promise<readonly number[]> {
  const all = await listProjects(db, organizationId);
  return wanted.map((text) => {
    const project = all.find(({ id, slug }) => slug === text || String(id) === text);
    if (project === undefined)
      throw new FieldError({ projects: [`There is no project “${text}” in this organization.`] });
    return project.id;
  });
}
