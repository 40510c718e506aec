import type { Alert, Detector, Integration, OutboxMessage, Selects, StoredWorkflow } from '../../store/index.ts';
import { idsPast, type PositionPage, type PositionResult, toPositionPage } from '../page.ts';

export async function organizationsWithoutTiers(db: Selects): Promise<number[]> {
  const rows = await db.selectFrom('organizations').select('id').where('has_tiers', '=', 0).execute();
  return rows.map(({ id }) => id);
}

export function listIntegrations(db: Selects, organizationId: number): Promise<Integration[]> {
  return db
    .selectFrom('integrations')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('provider')
    .orderBy('name')
    .execute();
}

export type WorkflowRow = StoredWorkflow & {
  readonly detectorIds: readonly number[];
  readonly lastFiredAt: number | null;
};

/** With the detectors that they are connected to; of all projects: every issue-stream detector. */
export async function listWorkflows(db: Selects, organizationId: number): Promise<WorkflowRow[]> {
  const [rows, links, streams, fired] = await Promise.all([
    db.selectFrom('workflows').selectAll().where('organization_id', '=', organizationId).orderBy('id').execute(),
    db
      .selectFrom('workflow_detectors as link')
      .innerJoin('workflows', 'workflows.id', 'link.workflow_id')
      .select(['link.workflow_id', 'link.detector_id'])
      .where('workflows.organization_id', '=', organizationId)
      .execute(),
    db
      .selectFrom('detectors')
      .innerJoin('projects', 'projects.id', 'detectors.project_id')
      .select('detectors.id')
      .where('projects.organization_id', '=', organizationId)
      .where('detectors.type', '=', 'issue_stream')
      .execute(),
    db
      .selectFrom('workflow_firings as firing')
      .innerJoin('workflows', 'workflows.id', 'firing.workflow_id')
      .select((eb) => ['firing.workflow_id', eb.fn.max('firing.fired_at').as('at')])
      .where('workflows.organization_id', '=', organizationId)
      .groupBy('firing.workflow_id')
      .execute(),
  ]);
  const linked = Map.groupBy(links, (link) => link.workflow_id);
  const last = new Map(fired.map((row) => [row.workflow_id, Number(row.at)]));
  return rows.map((row) => ({
    ...row,
    detectorIds:
      row.all_projects === 1 ? streams.map(({ id }) => id) : (linked.get(row.id) ?? []).map((link) => link.detector_id),
    lastFiredAt: last.get(row.id) ?? null,
  }));
}

export function listDetectors(db: Selects, organizationId: number): Promise<Detector[]> {
  return db
    .selectFrom('detectors')
    .innerJoin('projects', 'projects.id', 'detectors.project_id')
    .selectAll('detectors')
    .where('projects.organization_id', '=', organizationId)
    .orderBy('detectors.id')
    .execute();
}

export type AlertState = 'open' | 'acknowledged' | 'resolved';

/** Open and acknowledged alerts by deadline, those without one last; resolved ones newest first. */
export function listAlerts(
  db: Selects,
  organizationId: number,
  { state, limit }: { state: AlertState; limit: number },
): Promise<Alert[]> {
  const all = db.selectFrom('alerts').selectAll().where('organization_id', '=', organizationId).limit(limit);
  if (state === 'resolved') return all.where('resolved_at', 'is not', null).orderBy('id', 'desc').execute();
  return all
    .where('resolved_at', 'is', null)
    .where('acknowledged_at', state === 'open' ? 'is' : 'is not', null)
    .orderBy('due_at', (order) => order.asc().nullsLast())
    .orderBy('tier')
    .orderBy('id', 'desc')
    .execute();
}

/** How many there are of each. */
export async function countAlerts(db: Selects, organizationId: number, now: number) {
  const row = await db
    .selectFrom('alerts')
    .select((eb) => {
      const isOpen = eb.and([eb('resolved_at', 'is', null), eb('acknowledged_at', 'is', null)]);
      return [
        eb.fn.countAll().filterWhere(isOpen).as('open'),
        eb.fn
          .countAll()
          .filterWhere(eb.and([isOpen, eb('due_at', '<=', now)]))
          .as('overdue'),
        eb.fn
          .countAll()
          .filterWhere(eb.and([eb('resolved_at', 'is', null), eb('acknowledged_at', 'is not', null)]))
          .as('acknowledged'),
        eb.fn.countAll().filterWhere('resolved_at', 'is not', null).as('resolved'),
      ];
    })
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow();
  return {
    open: Number(row.open),
    overdue: Number(row.overdue),
    acknowledged: Number(row.acknowledged),
    resolved: Number(row.resolved),
  };
}

export function findAlert(db: Selects, organizationId: number, id: number): Promise<Alert | undefined> {
  return db
    .selectFrom('alerts')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** What was and will be sent, newest first; of one alert or of all. */
export async function listMessages(
  db: Selects,
  organizationId: number,
  { page, alertId }: { page: PositionPage; alertId?: number | undefined },
): Promise<PositionResult<OutboxMessage>> {
  const { operator, id, order } = idsPast(page);
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', operator, id)
    .$if(alertId !== undefined, (query) =>
      query.where('id', 'in', (eb) =>
        eb
          .selectFrom('outbox_alerts')
          .select('outbox_id')
          .where('alert_id', '=', alertId ?? 0),
      ),
    )
    .orderBy('id', order)
    .limit(page.limit + 1)
    .execute();
  return toPositionPage(rows, page);
}

/** The tries of messages, oldest first. */
export function listDeliveries(db: Selects, messages: readonly number[]) {
  return db.selectFrom('deliveries').selectAll().where('outbox_id', 'in', messages).orderBy('id').execute();
}

export function findTeamAlerting(db: Selects, teamId: number) {
  return db.selectFrom('team_alerting').selectAll().where('team_id', '=', teamId).executeTakeFirst();
}
