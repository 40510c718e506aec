import type { ClickHouseClient } from '@clickhouse/client';
import type { EventGroup } from './event-store.ts';
import { VALUES_PER_PARAMETER } from '../statement-limits.ts';
import type { Table } from './tables/table.ts';

/** As many as one statement takes; most deletions are one. */
export function* inMutations(groups: readonly EventGroup[]): Generator<EventGroup[]> {
  let some: EventGroup[] = [];
  let room = VALUES_PER_PARAMETER;
  for (const { projectId, hashIds } of groups) {
    if (hashIds === 'all') {
      some.push({ projectId, hashIds });
      continue;
    }
    for (let at = 0; at < hashIds.length;) {
      const taken = hashIds.slice(at, at + room);
      some.push({ projectId, hashIds: taken });
      at += taken.length;
      room -= taken.length;
      if (room > 0) continue;
      yield some;
      some = [];
      room = VALUES_PER_PARAMETER;
    }
  }
  if (some.length > 0) yield some;
}

/** Rows of these hashes, or of whole projects, in every table that has such rows. */
export async function deleteRows(
  client: ClickHouseClient,
  tables: readonly Table[],
  groups: readonly EventGroup[],
): Promise<void> {
  const projects = groups.filter(({ hashIds }) => hashIds === 'all').map(({ projectId }) => projectId);
  const byHash = conditionOf(groups);
  const deletions = tables.flatMap((table) => {
    const names = [table.name, ...(table.rollups ?? [])];
    if (table.erase === 'by-hash') return names.map((name) => deleteFrom(client, name, byHash));
    if (projects.length === 0) return [];
    const condition = { where: 'project_id IN ({projects:Array(UInt64)})', params: { projects } };
    return names.map((name) => deleteFrom(client, name, condition));
  });
  await Promise.all(deletions);
}

interface Condition {
  readonly where: string;
  readonly params: Readonly<Record<string, unknown>>;
}

async function deleteFrom(client: ClickHouseClient, table: string, { where, params }: Condition): Promise<void> {
  await client.command({
    query: `DELETE FROM ${table} WHERE ${where}`,
    query_params: { ...params },
    clickhouse_settings: { lightweight_delete_mode: 'lightweight_update' },
  });
}

function conditionOf(groups: readonly EventGroup[]): Condition {
  const params: Record<string, unknown> = {};
  const conditions = groups.map(({ projectId, hashIds }, index) => {
    params[`p${index}`] = projectId;
    if (hashIds === 'all') return `(project_id = {p${index}:UInt64})`;
    params[`h${index}`] = hashIds;
    return `(project_id = {p${index}:UInt64} AND hash_id IN ({h${index}:Array(UInt64)}))`;
  });
  return { where: conditions.join(' OR '), params };
}

/** Drops what is older than `days`, or than the days of the table where these are fewer. */
export async function dropPartitionsBefore(
  client: ClickHouseClient,
  tables: readonly Table[],
  days: number,
): Promise<number> {
  let dropped = 0;
  for (const [limit, group] of Map.groupBy(tables, ({ keptDays = days }) => Math.min(days, keptDays)))
    dropped += await dropOld(client, group, limit);
  return dropped;
}

/** Partitions are named by their Monday; those of patches by a hash, and they go with what they patch. */
async function dropOld(client: ClickHouseClient, tables: readonly Table[], days: number): Promise<number> {
  const answer = await client.query({
    query: `SELECT DISTINCT table, partition FROM system.parts
      WHERE active AND database = currentDatabase() AND table IN ({tables:Array(String)})
        AND toDateOrNull(partition) + 7 <= today() - {days:UInt32}`,
    query_params: { tables: tables.flatMap(({ name, rollups = [] }) => [name, ...rollups]), days },
    format: 'JSONEachRow',
  });
  const old = await answer.json<{ table: string; partition: string }>();
  for (const { table, partition } of old) {
    await client.command({
      query: `ALTER TABLE ${table} DROP PARTITION {partition:String}`,
      query_params: { partition },
    });
  }
  return old.length;
}
