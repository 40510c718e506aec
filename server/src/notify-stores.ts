import type { Connection, Message, NotifyStores, Prepared, ToldAlert } from './notify/index.ts';
import type { SecretBox } from './platform/index.ts';
import { dueMessages, type MessageContents, readMessage, type ShownAlert } from './query/index.ts';
import { type AlertedThing, edits, type Integration, type OutboxMessage, type SqliteThreads } from './store/index.ts';

interface Deps {
  readonly db: SqliteThreads['db'];
  readonly secrets: SecretBox;
  readonly publicUrl: string;
  readonly now: () => number;
}

/** What sending reads and writes. */
export function createNotifyStores({ db, secrets, publicUrl, now }: Deps): NotifyStores {
  const taken = new Map<number, OutboxMessage>();
  return {
    due: async (limit) => (await dueMessages(db, now(), limit)).map(({ id }) => id),
    async take(id) {
      const row = await edits.takeMessage(db, id);
      if (row !== undefined) taken.set(id, row);
      return row;
    },
    async prepare({ id }) {
      const row = taken.get(id);
      const contents = row === undefined ? undefined : await readMessage(db, row);
      if (row === undefined || contents === undefined) return undefined;
      return { message: toMessage(row, contents, publicUrl), connection: connectionFor(row, contents, secrets) };
    },
    async settle(id, settled) {
      taken.delete(id);
      await edits.settleMessage(db, id, { ...settled, now: now() });
    },
  };
}

function toMessage(row: OutboxMessage, { organization, alerts }: MessageContents, publicUrl: string): Message {
  return {
    id: `${organization}-${row.id}`,
    kind: row.kind,
    count: row.alert_count,
    organization,
    link: `${publicUrl}/organizations/${organization}/alerts`,
    alerts: alerts.map((shown) => toldAlert(shown, { organization, publicUrl })),
  };
}

/** The part of an alert that messages contain. */
function toldAlert(
  { alert, project, shortId, ownerName }: ShownAlert,
  { organization, publicUrl }: { organization: string; publicUrl: string },
): ToldAlert {
  // Written when it fired.
  const what = JSON.parse(alert.what) as AlertedThing;
  const home = `${publicUrl}/organizations/${organization}`;
  return {
    ...what,
    id: alert.id,
    tier: alert.tier,
    project,
    firedAt: alert.fired_at,
    isOver: alert.resolved_at !== null,
    link: shortId === null ? `${home}/alerts` : `${home}/issues/${alert.issue_id}`,
    ...(shortId === null ? {} : { shortId }),
    ...(ownerName === null ? {} : { owner: ownerName }),
    ...(alert.due_at === null ? {} : { dueAt: alert.due_at }),
  };
}

/** The integration for exactly this target before one that takes every target. */
function connectionFor(
  row: OutboxMessage,
  { integrations, ownerTeams }: MessageContents,
  secrets: SecretBox,
): Prepared['connection'] {
  if (row.target === '') return { problem: `the owner has no ${row.via} channel, and no other is named` };
  const isAllowed = ({ team_ids: teams }: Integration): boolean =>
    teams === null || ownerTeams.some((id) => (JSON.parse(teams) as number[]).includes(id));
  const found = integrations.toSorted((a, b) => Number(a.name === '*') - Number(b.name === '*'));
  const integration = found.find(isAllowed);
  if (integration === undefined) {
    const why =
      found.length === 0
        ? `no ${row.via} integration is set up for ${row.target}`
        : `the owner's team may not use ${found[0]?.name}`;
    return { problem: why };
  }
  return connectionOf(integration, secrets);
}

export function connectionOf(integration: Integration, secrets: SecretBox): Connection {
  return {
    name: integration.name,
    config: JSON.parse(integration.config) as Record<string, unknown>,
    secret: JSON.parse(secrets.open(integration.secret)) as Record<string, string>,
  };
}
