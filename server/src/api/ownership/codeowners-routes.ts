import { CODEOWNERS_BYTES_MAX } from '@garrison/topology';
import { Type, type Static } from 'typebox';
import { AppError } from '../../errors.ts';
import { listCodeowners } from '../../query/index.ts';
import { edits, type CodeownersRow, type Project } from '../../store/index.ts';
import { projectOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { FieldError } from '../http/api-error.ts';
import { NoContent, Nullable, ProjectParams } from '../http/schema.ts';
import { Codeowners, codeownersView } from './codeowners-schema.ts';

type Deps = Pick<ApiDeps, 'db' | 'now' | 'onProjectsChanged'>;

const Root = Type.String({ maxLength: 1000 });
const Written = {
  codeMappingId: Type.Optional(Nullable(Type.Union([Type.String(), Type.Integer()]))),
  /** A path of the file that begins with it is taken to begin with `stackRoot` in stack traces. */
  sourceRoot: Type.Optional(Root),
  stackRoot: Type.Optional(Root),
};
const Raw = Type.String({ minLength: 1, maxLength: CODEOWNERS_BYTES_MAX });
const OneParams = Type.Object({ ...ProjectParams.properties, codeowners: Type.String() });
const FILES_MAX = 20;

export function codeownersRoutes(app: ApiApp, deps: Deps): void {
  const path = '/api/0/projects/:org/:project/codeowners/';
  app.get(
    path,
    {
      config: { access: { scope: 'project:read' } },
      schema: { params: ProjectParams, response: { 200: Type.Array(Codeowners) } },
    },
    async (request) => {
      const project = projectOf(request);
      const rows = await listCodeowners(deps.db, project.id);
      return Promise.all(rows.map((row) => codeownersView(deps, project, row)));
    },
  );
  app.post(
    path,
    {
      config: { access: { scope: 'project:write' } },
      bodyLimit: 2 * CODEOWNERS_BYTES_MAX,
      schema: {
        params: ProjectParams,
        body: Type.Object({ raw: Raw, ...Written }),
        response: { 201: Codeowners },
      },
    },
    async (request, reply) => {
      const project = projectOf(request);
      if ((await listCodeowners(deps.db, project.id)).length >= FILES_MAX)
        throw new FieldError({ raw: [`A project has at most ${FILES_MAX} CODEOWNERS files.`] });
      const { raw } = request.body;
      const file = { source_root: '', stack_root: '', ...changeOf(request.body), raw };
      const row = await edits.addCodeowners(deps.db, project.id, { file, now: deps.now() });
      deps.onProjectsChanged();
      void reply.status(201);
      return codeownersView(deps, project, row);
    },
  );
  oneFileRoutes(app, deps, `${path}:codeowners/`);
}

function oneFileRoutes(app: ApiApp, deps: Deps, path: string): void {
  const found = async (project: Project, id: string): Promise<CodeownersRow> => {
    const row = (await listCodeowners(deps.db, project.id)).find((one) => String(one.id) === id);
    if (row === undefined) throw new AppError('not_found');
    return row;
  };
  app.put(
    path,
    {
      config: { access: { scope: 'project:write' } },
      bodyLimit: 2 * CODEOWNERS_BYTES_MAX,
      schema: {
        params: OneParams,
        body: Type.Object({ raw: Type.Optional(Raw), ...Written }),
        response: { 200: Codeowners },
      },
    },
    async (request) => {
      const project = projectOf(request);
      const { id } = await found(project, request.params.codeowners);
      const change = changeOf(request.body);
      const row = await edits.updateCodeowners(deps.db, id, { change, now: deps.now() });
      if (row === undefined) throw new AppError('not_found');
      deps.onProjectsChanged();
      return codeownersView(deps, project, row);
    },
  );
  app.delete(
    path,
    {
      config: { access: { scope: 'project:write' } },
      schema: { params: OneParams, response: { 204: NoContent } },
    },
    async (request, reply) => {
      const { id } = await found(projectOf(request), request.params.codeowners);
      await edits.deleteCodeowners(deps.db, id);
      deps.onProjectsChanged();
      return reply.status(204).send(null);
    },
  );
}

const Change = Type.Object({ raw: Type.Optional(Raw), ...Written });
function changeOf({ raw, codeMappingId, sourceRoot, stackRoot }: Static<typeof Change>) {
  if (codeMappingId !== undefined && codeMappingId !== null)
    throw new FieldError({ codeMappingId: ['There are no code mappings here: give sourceRoot and stackRoot.'] });
  if (raw !== undefined && Buffer.byteLength(raw) > CODEOWNERS_BYTES_MAX)
    throw new FieldError({ raw: ['A CODEOWNERS file has at most 3 MB.'] });
  return {
    ...(raw === undefined ? {} : { raw }),
    ...(sourceRoot === undefined ? {} : { source_root: sourceRoot }),
    ...(stackRoot === undefined ? {} : { stack_root: stackRoot }),
  };
}
