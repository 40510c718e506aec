import cookie from '@fastify/cookie';
import swagger from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsync } from 'fastify';
import { AppError } from '../errors.ts';
import multipart from '@fastify/multipart';
import { alertRoutes } from './alerts/alert-routes.ts';
import { messageRoutes } from './alerts/message-routes.ts';
import { assembleRoutes } from './artifacts/assemble-routes.ts';
import { chunkRoutes } from './artifacts/chunk-routes.ts';
import { lookupRoutes } from './artifacts/lookup-routes.ts';
import { sourceMapRoutes } from './artifacts/source-map-routes.ts';
import { attachmentRoutes } from './attachments/attachment-routes.ts';
import { installGuard } from './auth/guard.ts';
import { configRoutes } from './config/config-routes.ts';
import { deadLetterRoutes } from './dead-letters/dead-letter-routes.ts';
import type { ApiDeps } from './deps.ts';
import { eventSeriesRoutes } from './event-queries/event-series-routes.ts';
import { eventTableRoutes } from './event-queries/event-table-routes.ts';
import { environmentRoutes } from './environments/environment-routes.ts';
import { eventRoutes } from './events/event-routes.ts';
import { groupingRoutes } from './grouping/grouping-routes.ts';
import { scrubbingRoutes } from './scrubbing/scrubbing-routes.ts';
import type { ApiApp } from './http/api-app.ts';
import { createErrorHandler } from './http/api-error.ts';
import { integrationRoutes } from './integrations/integration-routes.ts';
import { issueBulkRoutes } from './issues/issue-bulk-routes.ts';
import { issueListRoutes } from './issues/issue-list-routes.ts';
import { issueHashRoutes } from './issues/issue-hash-routes.ts';
import { issueNotesRoutes } from './issues/issue-notes-routes.ts';
import { issueRoutes } from './issues/issue-routes.ts';
import { keyRoutes } from './keys/key-routes.ts';
import { liveRoutes } from './live/live-routes.ts';
import { memberRoutes } from './members/member-routes.ts';
import { newMemberRoutes } from './members/new-member-routes.ts';
import { openApiOptions, openApiRoutes } from './openapi/openapi-routes.ts';
import { organizationLifeRoutes } from './organizations/organization-life-routes.ts';
import { organizationRoutes } from './organizations/organization-routes.ts';
import { codeownersRoutes } from './ownership/codeowners-routes.ts';
import { externalActorRoutes } from './ownership/external-actor-routes.ts';
import { ownershipRoutes } from './ownership/ownership-routes.ts';
import { outcomeRoutes } from './outcomes/outcome-routes.ts';
import { projectRoutes } from './projects/project-routes.ts';
import { projectTeamRoutes } from './projects/project-team-routes.ts';
import { commitRoutes } from './releases/commit-routes.ts';
import { committerRoutes } from './releases/committer-routes.ts';
import { deployRoutes } from './releases/deploy-routes.ts';
import { releaseRoutes } from './releases/release-routes.ts';
import { repositoryRoutes } from './releases/repository-routes.ts';
import { sessionQueryRoutes } from './release-health/session-query-routes.ts';
import { passwordRoutes } from './session/password-routes.ts';
import { sessionRoutes } from './session/session-routes.ts';
import { eventStatsRoutes } from './stats/event-stats-routes.ts';
import { completionRoutes } from './tags/completion-routes.ts';
import { tagRoutes } from './tags/tag-routes.ts';
import { teamAlertingRoutes } from './teams/team-alerting-routes.ts';
import { teamRoutes } from './teams/team-routes.ts';
import { organizationTokenRoutes } from './tokens/organization-token-routes.ts';
import { tokenRoutes } from './tokens/token-routes.ts';
import { sameTraceRoutes } from './traces/same-trace-routes.ts';
import { traceItemRoutes } from './traces/trace-item-routes.ts';
import { traceLogRoutes } from './traces/trace-log-routes.ts';
import { traceRoutes } from './traces/trace-routes.ts';
import { userReportRoutes } from './user-reports/user-report-routes.ts';
import { detectorRoutes } from './workflows/detector-routes.ts';
import { workflowRoutes } from './workflows/workflow-routes.ts';
import { userRoutes } from './users/user-routes.ts';

const ROUTES = [
  configRoutes,
  sessionRoutes,
  passwordRoutes,
  userRoutes,
  tokenRoutes,
  organizationTokenRoutes,
  organizationRoutes,
  organizationLifeRoutes,
  teamRoutes,
  memberRoutes,
  newMemberRoutes,
  projectRoutes,
  projectTeamRoutes,
  ownershipRoutes,
  codeownersRoutes,
  externalActorRoutes,
  keyRoutes,
  environmentRoutes,
  issueListRoutes,
  issueBulkRoutes,
  issueRoutes,
  issueHashRoutes,
  issueNotesRoutes,
  eventRoutes,
  groupingRoutes,
  scrubbingRoutes,
  attachmentRoutes,
  chunkRoutes,
  assembleRoutes,
  sourceMapRoutes,
  lookupRoutes,
  releaseRoutes,
  sessionQueryRoutes,
  commitRoutes,
  deployRoutes,
  committerRoutes,
  repositoryRoutes,
  userReportRoutes,
  tagRoutes,
  completionRoutes,
  eventStatsRoutes,
  eventTableRoutes,
  eventSeriesRoutes,
  traceRoutes,
  sameTraceRoutes,
  traceItemRoutes,
  traceLogRoutes,
  outcomeRoutes,
  deadLetterRoutes,
  detectorRoutes,
  workflowRoutes,
  integrationRoutes,
  teamAlertingRoutes,
  alertRoutes,
  messageRoutes,
  liveRoutes,
  openApiRoutes,
];

/** The API for people and tools: `/api/0/` in Sentry's shapes, our own under `/api/garrison/`, and JSON 404 for the rest of `/api/`. */
export function apiScope(deps: ApiDeps): FastifyPluginAsync {
  return async (scope) => {
    const app: ApiApp = scope.withTypeProvider<TypeBoxTypeProvider>();
    app.setErrorHandler(createErrorHandler(deps.logger));
    acceptEmptyJson(app);
    await app.register(cookie);
    await app.register(multipart);
    await app.register(swagger, openApiOptions(deps));
    installGuard(app, deps);
    for (const register of ROUTES) register(app, deps);
    // Before the body is read: an unknown path is 404 whatever the body is.
    const nothingHere = (): never => {
      throw new AppError('not_found');
    };
    const hidden = { config: { access: 'public' }, schema: { hide: true } } as const;
    app.all('/api/*', { ...hidden, onRequest: async () => nothingHere() }, nothingHere);
  };
}

/** Clients send `Content-Type: application/json` on GET and DELETE, too, with nothing in it. */
function acceptEmptyJson(app: ApiApp): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body.toString(), done);
  });
}
