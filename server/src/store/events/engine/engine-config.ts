import { createHash } from 'node:crypto';

/** The user that the client signs in as. `default` cannot have a password: it may start the listener and nothing else. */
export const ENGINE_USER = 'garrison';
/** The user may work in databases whose name begins so, and nowhere else: no table function that reaches files or URLs. */
const DATABASE_PREFIX = 'garrison';
const TABLE_ENGINES = ['MergeTree', 'SummingMergeTree', 'AggregatingMergeTree', 'ReplacingMergeTree'];

/** Bounded caches, and durability that the engine does not have by default: without these a power cut loses seconds of acknowledged inserts. */
export function engineConfig(usersPath: string): string {
  return `<clickhouse>
  <users_config>${escapeXml(usersPath)}</users_config>
  <mark_cache_size>67108864</mark_cache_size>
  <primary_index_cache_size>67108864</primary_index_cache_size>
  <query_condition_cache_size>16777216</query_condition_cache_size>
  <compiled_expression_cache_size>8388608</compiled_expression_cache_size>
  <merge_tree>
    <fsync_after_insert>1</fsync_after_insert>
    <fsync_part_directory>1</fsync_part_directory>
    <min_rows_to_fsync_after_merge>1</min_rows_to_fsync_after_merge>
    <old_parts_lifetime>30</old_parts_lifetime>
    <min_bytes_for_wide_part>134217728</min_bytes_for_wide_part>
  </merge_tree>
</clickhouse>
`;
}

export function usersConfig(password: string): string {
  const digest = createHash('sha256').update(password).digest('hex');
  const grants = [
    `GRANT ALL ON ${DATABASE_PREFIX}*.*`,
    'GRANT SELECT ON system.*',
    ...TABLE_ENGINES.map((name) => `GRANT TABLE ENGINE ON ${name}`),
  ];
  return `<clickhouse>
  <profiles><default><max_threads>2</max_threads><async_insert>0</async_insert></default></profiles>
  <quotas><default></default></quotas>
  <users>
    <default>
      <password></password>
      <networks><ip>127.0.0.1</ip></networks>
      <profile>default</profile>
      <quota>default</quota>
      <grants><query>GRANT SYSTEM LISTEN ON *.*</query><query>GRANT SELECT ON system.numbers</query></grants>
    </default>
    <${ENGINE_USER}>
      <password_sha256_hex>${digest}</password_sha256_hex>
      <networks><ip>127.0.0.1</ip></networks>
      <profile>default</profile>
      <quota>default</quota>
      <grants>${grants.map((query) => `<query>${query}</query>`).join('')}</grants>
    </${ENGINE_USER}>
  </users>
</clickhouse>
`;
}

/** The program listens once told to, and stays for as long as its query runs. `dataPath` must be absolute: a relative one breaks the first insert. */
export function engineArguments(options: { dataPath: string; configPath: string; port: number }): string[] {
  return [
    `--path=${options.dataPath}`,
    `--http_port=${options.port}`,
    '--listen_host=127.0.0.1',
    `--config-file=${options.configPath}`,
    '--query=SYSTEM START LISTEN HTTP; SELECT sleepEachRow(1) FROM system.numbers FORMAT Null ' +
      'SETTINGS max_block_size=1, function_sleep_max_microseconds_per_block=0',
  ];
}

/** Read by the allocator when the library is loaded, so it has to be in the environment: one arena, and freed pages go back soon. */
export const ENGINE_ENVIRONMENT = {
  JE_MALLOC_CONF: 'dirty_decay_ms:500,narenas:1,percpu_arena:disabled',
  TZ: 'UTC',
};

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
