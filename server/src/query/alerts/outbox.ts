import type { Alert, Integration, OutboxMessage, Selects } from '../../store/index.ts';
import { formatShortId } from '../short-id.ts';

/** How many alerts a message lists; of further ones it has only the number. */
const ALERTS_PER_MESSAGE = 10;
const ALERTS_PER_ROUND = 500;

/** Messages whose time has come, oldest first; an earlier one about the same alert to the same target goes before. */
export function dueMessages(db: Selects, now: number, limit: number): Promise<{ id: number }[]> {
  return db
    .selectFrom('outbox')
    .select('outbox.id')
    .where('state', '=', 'waiting')
    .where('next_try_at', '<=', now)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('outbox_alerts as mine')
            .innerJoin('outbox_alerts as theirs', 'theirs.alert_id', 'mine.alert_id')
            .innerJoin('outbox as earlier', 'earlier.id', 'theirs.outbox_id')
            .select('earlier.id')
            .whereRef('mine.outbox_id', '=', 'outbox.id')
            .whereRef('earlier.id', '<', 'outbox.id')
            .whereRef('earlier.via', '=', 'outbox.via')
            .whereRef('earlier.target', '=', 'outbox.target')
            .where('earlier.state', 'in', ['waiting', 'sending']),
        ),
      ),
    )
    .orderBy('next_try_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** An alert as messages and pages show it. */
export interface ShownAlert {
  readonly alert: Alert;
  readonly project: string;
  /** `PAYMENT-API-7`; absent for metrics and deleted issues. */
  readonly shortId: string | null;
  /** `#payments` or an address. */
  readonly ownerName: string | null;
}

export interface MessageContents {
  readonly organization: string;
  readonly alerts: readonly ShownAlert[];
  /** Of the owner's teams; what integrations are allowed for. */
  readonly ownerTeams: readonly number[];
  /** Those that could take it. */
  readonly integrations: readonly Integration[];
}

/** What a message is about, as it is now. Undefined: its organisation is gone. */
export async function readMessage(db: Selects, message: OutboxMessage): Promise<MessageContents | undefined> {
  const organization = await db
    .selectFrom('organizations')
    .select('slug')
    .where('id', '=', message.organization_id)
    .executeTakeFirst();
  if (organization === undefined) return undefined;
  const alerts = await db
    .selectFrom('alerts')
    .innerJoin('outbox_alerts as told', 'told.alert_id', 'alerts.id')
    .selectAll('alerts')
    .where('told.outbox_id', '=', message.id)
    .orderBy('alerts.id')
    .limit(ALERTS_PER_MESSAGE)
    .execute();
  const shown = await showAlerts(db, alerts);
  const ownerTeams = alerts.flatMap(({ owner }) =>
    owner?.startsWith('team:') === true ? [Number(owner.slice(5))] : [],
  );
  const integrations = await db
    .selectFrom('integrations')
    .selectAll()
    .where('organization_id', '=', message.organization_id)
    .where((eb) =>
      message.integration_id === null
        ? eb.and([eb('provider', '=', message.via), eb('name', 'in', [message.target, '*'])])
        : eb('id', '=', message.integration_id),
    )
    .execute();
  return { organization: organization.slug, alerts: shown, ownerTeams: [...new Set(ownerTeams)], integrations };
}

/** With the names of what they are about. */
export async function showAlerts(db: Selects, alerts: readonly Alert[]): Promise<ShownAlert[]> {
  if (alerts.length === 0) return [];
  const ids = (kind: 'team' | 'user'): number[] => [
    ...new Set(alerts.flatMap(({ owner }) => (owner?.startsWith(`${kind}:`) === true ? [Number(owner.slice(5))] : []))),
  ];
  const [projects, issues, teams, users] = await Promise.all([
    db
      .selectFrom('projects')
      .select(['id', 'slug'])
      .where('id', 'in', [...new Set(alerts.map((alert) => alert.project_id))])
      .execute(),
    db
      .selectFrom('issues')
      .select(['id', 'short_id'])
      .where('id', 'in', [...new Set(alerts.map((alert) => alert.issue_id ?? 0))])
      .execute(),
    db.selectFrom('teams').select(['id', 'slug']).where('id', 'in', ids('team')).execute(),
    db.selectFrom('users').select(['id', 'email']).where('id', 'in', ids('user')).execute(),
  ]);
  const slugs = new Map(projects.map(({ id, slug }) => [id, slug]));
  const numbers = new Map(issues.map((issue) => [issue.id, issue.short_id]));
  const names = new Map<string, string>([
    ...teams.map(({ id, slug }) => [`team:${id}`, `#${slug}`] as const),
    ...users.map(({ id, email }) => [`user:${id}`, email] as const),
  ]);
  return alerts.map((alert) => {
    const project = slugs.get(alert.project_id) ?? '';
    const number = alert.issue_id === null ? undefined : numbers.get(alert.issue_id);
    return {
      alert,
      project,
      shortId: number === undefined ? null : formatShortId(project, number),
      ownerName: alert.owner === null ? null : (names.get(alert.owner) ?? null),
    };
  });
}

/** Alerts that are not acknowledged and whose next step is due. */
export function overdueAlerts(db: Selects, now: number): Promise<Alert[]> {
  return db
    .selectFrom('alerts')
    .selectAll()
    .where('next_step_at', '<=', now)
    .where('resolved_at', 'is', null)
    .where('acknowledged_at', 'is', null)
    .orderBy('next_step_at')
    .limit(ALERTS_PER_ROUND)
    .execute();
}
