export { ownerOfIssue, readAlertRows, type AlertRows } from './alert-world.ts';
export {
  dueMessages,
  overdueAlerts,
  readMessage,
  showAlerts,
  type MessageContents,
  type ShownAlert,
} from './outbox.ts';
export {
  countAlerts,
  findAlert,
  findTeamAlerting,
  listAlerts,
  listDeliveries,
  listDetectors,
  listIntegrations,
  listMessages,
  listWorkflows,
  organizationsWithoutTiers,
  type AlertState,
  type WorkflowRow,
} from './alert-lists.ts';
