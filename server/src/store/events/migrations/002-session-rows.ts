import type { ClickHouseClient } from '@clickhouse/client';

/** When it began: a text, else Unix seconds, else when it was received. */
const startedOf = (json: string): string => `coalesce(
  parseDateTime64BestEffortOrNull(JSONExtractString(${json}, 'started'), 3, 'UTC'),
  nullIf(toDateTime64(JSONExtractFloat(${json}, 'started'), 3, 'UTC'), toDateTime64(0, 3, 'UTC')),
  received_at)`;

const SINGLE = `INSERT INTO sessions (organization_id, project_id, session_id, is_count, distinct_id, sequence, is_first, started,
    received_at, status, errors, duration, quantity, release, environment)
  SELECT organization_id, project_id,
    toUUIDOrZero(concat(substring(sid, 1, 8), '-', substring(sid, 9, 4), '-', substring(sid, 13, 4), '-', substring(sid, 17, 4), '-', substring(sid, 21))),
    0, JSONExtractString(payload, 'did'),
    if(JSONHas(payload, 'seq'), JSONExtractUInt(payload, 'seq'), toUnixTimestamp64Milli(received_at)),
    JSONExtractBool(payload, 'init'), ${startedOf('payload')}, received_at,
    if(JSONExtractString(payload, 'status') = '', 'ok', JSONExtractString(payload, 'status')),
    JSONExtractUInt(payload, 'errors'),
    if(JSONHas(payload, 'duration'), JSONExtractFloat(payload, 'duration'), -1), 1, release, environment
  FROM (SELECT *, lower(replaceAll(JSONExtractString(payload, 'sid'), '-', '')) AS found,
      if(match(found, '^[0-9a-f]{32}$'), found, lower(hex(MD5(concat(toString(project_id), ':', payload))))) AS sid
    FROM sessions_raw WHERE kind = 'session')`;

/** Exited without and with errors, crashed, abnormal, unhandled: the counts of one aggregate, a row for each that is not zero. */
const COUNTS = `INSERT INTO sessions (organization_id, project_id, session_id, is_count, distinct_id, sequence, is_first, started,
    received_at, status, errors, duration, quantity, release, environment)
  SELECT organization_id, project_id, toUUID(UUIDNumToString(MD5(concat(payload, toString(received_at), toString(place), counted.1)))),
    1, JSONExtractString(aggregate, 'did'), 0, 1, ${startedOf('aggregate')}, received_at,
    if(counted.1 = 'errored', 'exited', counted.1), counted.1 = 'errored', -1, counted.2, release, environment
  FROM (SELECT organization_id, project_id, received_at, release, environment, payload, aggregate, place,
      arrayMap(name -> (name, toUInt32(JSONExtractUInt(aggregate, name))), ['exited', 'errored', 'crashed', 'abnormal', 'unhandled']) AS all_counts
    FROM sessions_raw ARRAY JOIN JSONExtractArrayRaw(payload, 'aggregates') AS aggregate, arrayEnumerate(JSONExtractArrayRaw(payload, 'aggregates')) AS place
    WHERE kind = 'sessions')
  ARRAY JOIN all_counts AS counted WHERE counted.2 > 0`;

/**
 * The first version of the server kept sessions as they came: their JSON, one row for each item. They become rows that can be counted.
 * Every step may be repeated: what is converted twice is stored once, under its token.
 */
export async function sessionRows(client: ClickHouseClient, createTables: () => Promise<void>): Promise<void> {
  const hasColumn = async (table: string): Promise<boolean> => {
    const query = `SELECT count() AS found FROM system.columns
      WHERE database = currentDatabase() AND table = {table:String} AND name = 'payload'`;
    const answer = await client.query({ query, query_params: { table }, format: 'JSONEachRow' });
    const [row] = await answer.json<{ found: number | string }>();
    return Number(row?.found) > 0;
  };
  if (await hasColumn('sessions')) await client.command({ query: 'RENAME TABLE sessions TO sessions_raw' });
  if (!(await hasColumn('sessions_raw'))) return;
  await createTables();
  for (const [index, query] of [SINGLE, COUNTS].entries()) {
    const settings = { insert_deduplication_token: `002-session-rows:${index}`, max_partitions_per_insert_block: '0' };
    await client.command({ query, clickhouse_settings: settings });
  }
  await client.command({ query: 'DROP TABLE sessions_raw' });
}
