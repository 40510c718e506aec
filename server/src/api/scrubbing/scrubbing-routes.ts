import { Type } from 'typebox';
import { AppError } from '../../errors.ts';
import { projectOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { Anything, ProjectParams } from '../http/schema.ts';

const Config = Type.String({ maxLength: 64 * 1024 });
const Fields = Type.Array(Type.String({ maxLength: 1000 }), { maxItems: 1000 });
/** Lines and columns count from 1. */
const RuleError = Type.Object({ line: Type.Integer(), column: Type.Integer(), message: Type.String() });
/** Options of the project that a person is writing; what is left out stays as the project has it. */
const Written = Type.Object({
  dataScrubber: Type.Optional(Type.Boolean()),
  dataScrubberDefaults: Type.Optional(Type.Boolean()),
  scrubIPAddresses: Type.Optional(Type.Boolean()),
  sensitiveFields: Type.Optional(Fields),
  safeFields: Type.Optional(Fields),
  relayPiiConfig: Type.Optional(Config),
  /** As an SDK would send it. A stored event serves, too, but what was taken out of it stays out. */
  event: Anything,
});

export function scrubbingRoutes(app: ApiApp, deps: Pick<ApiDeps, 'scrubbing'>): void {
  /** What is wrong with advanced rules while a person writes them. */
  app.post(
    '/api/garrison/scrubbing/validate/',
    {
      config: { access: 'signed-in' },
      schema: {
        body: Type.Object({ relayPiiConfig: Config }),
        response: { 200: Type.Object({ errors: Type.Array(RuleError) }) },
      },
    },
    async (request) => ({ errors: [...(await deps.scrubbing.validate(request.body.relayPiiConfig))] }),
  );
  /** What would be stored of an event under other options. */
  app.post(
    '/api/garrison/projects/:org/:project/scrubbing-preview/',
    {
      config: { access: { scope: 'project:read' } },
      schema: {
        params: ProjectParams,
        body: Written,
        response: { 200: Type.Object({ errors: Type.Array(RuleError), event: Anything }) },
      },
    },
    async (request) => {
      const { event, ...options } = request.body;
      const preview = await deps.scrubbing.preview(projectOf(request).id, options, event);
      if (preview === undefined) throw new AppError('not_found');
      return { errors: [...preview.errors], event: { ...preview.event } };
    },
  );
}
