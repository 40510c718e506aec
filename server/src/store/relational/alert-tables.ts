import type { EventId, IssueId, OrganizationId, ProjectId, TeamId, UserId } from '@garrison/protocol';
import type { Generated } from 'kysely';

export interface AlertTables {
  integrations: IntegrationTable;
  detectors: DetectorTable;
  workflows: WorkflowTable;
  workflow_detectors: { workflow_id: number; detector_id: number };
  workflow_firings: WorkflowFiringTable;
  alerts: AlertTable;
  outbox: OutboxTable;
  outbox_alerts: { outbox_id: number; alert_id: number };
  deliveries: DeliveryTable;
  team_alerting: TeamAlertingTable;
}

/** `name`: the target that it serves, such as `#alerts-prod`; `*` for every target. `secret` is encrypted. `team_ids`: JSON, null for every team. */
interface IntegrationTable {
  id: Generated<number>;
  organization_id: OrganizationId;
  provider: string;
  name: string;
  config: string;
  secret: string;
  team_ids: string | null;
  created_at: number;
  updated_at: number;
}

/** `owner`: `team:3` or `user:7`. `config`, `data_source`, `condition_group`: JSON in Sentry's shapes. */
interface DetectorTable {
  id: Generated<number>;
  project_id: ProjectId;
  name: string;
  type: string;
  description: string | null;
  enabled: Generated<number>;
  owner: string | null;
  config: Generated<string>;
  data_source: string | null;
  condition_group: string | null;
  created_by: UserId | null;
  created_at: number;
  updated_at: number;
}

/** `triggers`, `action_filters`: JSON in Sentry's shapes. `frequency`: minutes. `response`: JSON of a tier's deadline, escalation and digest. */
interface WorkflowTable {
  id: Generated<number>;
  organization_id: OrganizationId;
  name: string;
  enabled: Generated<number>;
  environment: string | null;
  owner: string | null;
  frequency: Generated<number>;
  triggers: string;
  action_filters: string;
  tier: string | null;
  response: string | null;
  all_projects: Generated<number>;
  created_by: UserId | null;
  created_at: number;
  updated_at: number;
}

/** When a workflow fired last for a subject: `issue:7` or `detector:3`. */
interface WorkflowFiringTable {
  workflow_id: number;
  subject: string;
  fired_at: number;
}

/** `what`: JSON, see `AlertedThing`. `acknowledged_by`, `resolved_by`: `user:7`, a channel, or `server`. `owner`: `team:3`, `user:7`. */
interface AlertTable {
  id: Generated<number>;
  organization_id: OrganizationId;
  project_id: ProjectId;
  workflow_id: number | null;
  tier: string | null;
  issue_id: IssueId | null;
  detector_id: number | null;
  what: string;
  owner: string | null;
  fired_at: number;
  due_at: number | null;
  /** When the next step of the escalation is due. */
  next_step_at: number | null;
  step: Generated<number>;
  acknowledged_at: number | null;
  acknowledged_by: string | null;
  resolved_at: number | null;
  resolved_by: string | null;
}

export type MessageKind = 'fired' | 'acknowledged' | 'resolved' | 'escalated' | 'digest';

/**
 * `waiting`: to be sent at `next_try_at`; `sending`: with the channel; `sent`; `failed`: given up, `note` says why;
 * `unsure`: it may have arrived and is not sent again; `kept`: no channel is set up for it, so it stays on the local page.
 */
export type MessageState = 'waiting' | 'sending' | 'sent' | 'failed' | 'unsure' | 'kept';

interface OutboxTable {
  id: Generated<number>;
  organization_id: OrganizationId;
  workflow_id: number | null;
  kind: MessageKind;
  via: string;
  target: string;
  integration_id: number | null;
  alert_count: Generated<number>;
  gather_key: string | null;
  state: MessageState;
  note: string | null;
  tries: Generated<number>;
  next_try_at: number;
  created_at: number;
  settled_at: number | null;
}

/** One try. `answer`: the start of what the channel said. */
interface DeliveryTable {
  id: Generated<number>;
  outbox_id: number;
  at: number;
  outcome: string;
  status: number | null;
  answer: string;
}

/** `hours`: JSON of working hours; `channels`: JSON, a target per kind of channel. */
interface TeamAlertingTable {
  team_id: TeamId;
  hours: string | null;
  channels: string;
}

/** The column `what` of an alert: what its messages say. Numbers of a metric are those that fired it. */
export interface AlertedThing {
  readonly title: string;
  /** `new`, `regressed`, `reopened`, `metric`. */
  readonly because: string;
  readonly culprit?: string;
  readonly level?: string;
  readonly environment?: string;
  readonly release?: string;
  readonly eventId?: EventId;
}
