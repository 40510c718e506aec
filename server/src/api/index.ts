export { apiScope } from './scope.ts';
export type { Alerting, ApiDeps, ApiLogger, Grouping, GroupingRuleError } from './deps.ts';
export { finishDeletions } from './finish-deletions.ts';
export { hashPassword } from './auth/secrets.ts';
export { API_SERVER_OPTIONS } from './http/api-app.ts';
export { createLiveHub, type LiveHub } from './live/live-hub.ts';
export { bootstrapOrganization, type FirstOrganization } from './setup/bootstrap-organization.ts';
export { ensureTopology, type EnsuredProject, type WantedTopology } from './setup/ensure-topology.ts';
