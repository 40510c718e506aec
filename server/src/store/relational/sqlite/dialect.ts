import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { StatementResult } from './statements.ts';
import { createTurns, type Turns } from './turns.ts';

/** Where statements run: a connection of this thread, or one in a thread of its own. */
export interface Runner {
  run(sql: string, parameters: readonly unknown[]): StatementResult | Promise<StatementResult>;
  close(): void | Promise<void>;
}

/** A reader reports how many statements it has not finished: the one with the fewest gets the next. */
export interface Reader extends Runner {
  readonly pending: number;
}

export interface Runners {
  readonly writer: Runner;
  /** Connections beside the writer's that only read; without any, reading waits for its turn with the writer. */
  readonly readers: readonly Reader[];
}

type Options = Parameters<DatabaseConnection['executeQuery']>[1];

/**
 * Kysely over SQLite: what changes data runs on the writer, one statement or one transaction after the other, SELECTs outside a
 * transaction on the readers. A statement whose signal is aborted before its turn comes does not run.
 */
export function sqliteDialect(runners: Runners): Dialect {
  return {
    createAdapter: () => new Adapter(),
    createDriver: () => new SqliteDriver(runners),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class Adapter extends SqliteAdapter {
  /** Kysely need not hold a lock of its own: this driver takes turns where it must. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }
  /** All migrations of a start are one transaction: a crash leaves the schema as it was. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class SqliteDriver implements Driver {
  readonly #runners: Runners;
  readonly #turns = createTurns();

  constructor(runners: Runners) {
    this.#runners = runners;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Connection> {
    return new Connection(this.#runners, this.#turns);
  }

  /** Immediate: a transaction that reads first and writes later would fail whenever another process wrote between. */
  async beginTransaction(connection: Connection): Promise<void> {
    await connection.begin();
  }

  async commitTransaction(connection: Connection): Promise<void> {
    await connection.end('commit');
  }

  async rollbackTransaction(connection: Connection): Promise<void> {
    await connection.end('rollback');
  }

  async releaseConnection(): Promise<void> {}

  /** Statements that were started are finished first. */
  async destroy(): Promise<void> {
    const done = await this.#turns.take();
    await this.#runners.writer.close();
    await Promise.all(this.#runners.readers.map(async (reader) => reader.close()));
    done();
  }
}

class Connection implements DatabaseConnection {
  readonly #runners: Runners;
  readonly #turns: Turns;
  /** Within a transaction: ends the turn with the writer. */
  #done: (() => void) | undefined;

  constructor(runners: Runners, turns: Turns) {
    this.#runners = runners;
    this.#turns = turns;
  }

  async begin(): Promise<void> {
    const done = await this.#turns.take();
    try {
      await this.#runners.writer.run('begin immediate', []);
    } catch (error) {
      done();
      throw error;
    }
    this.#done = done;
  }

  /** Kysely rolls back what could not be committed: the turn ends then. */
  async end(how: 'commit' | 'rollback'): Promise<void> {
    try {
      await this.#runners.writer.run(how, []);
    } catch (error) {
      if (how === 'rollback') this.#giveWriter();
      throw error;
    }
    this.#giveWriter();
  }

  #giveWriter(): void {
    this.#done?.();
    this.#done = undefined;
  }

  async executeQuery<Row>(query: CompiledQuery, options?: Options): Promise<QueryResult<Row>> {
    const { rows, changed, insertedId } = await this.#run(query, options);
    return {
      // The caller's types say what the statement gives.
      rows: rows as Row[],
      ...(changed === undefined ? {} : { numAffectedRows: BigInt(changed) }),
      ...(insertedId === undefined ? {} : { insertId: BigInt(insertedId) }),
    };
  }

  async *streamQuery<Row>(query: CompiledQuery, _size: number, options?: Options): AsyncGenerator<QueryResult<Row>> {
    yield await this.executeQuery<Row>(query, options);
  }

  async #run({ sql, parameters, query }: CompiledQuery, options: Options): Promise<StatementResult> {
    const { writer, readers } = this.#runners;
    if (this.#done !== undefined) return writer.run(sql, parameters);
    options?.signal?.throwIfAborted();
    if (query.kind === 'SelectQueryNode' && readers.length > 0) return leastBusy(readers).run(sql, parameters);
    const done = await this.#turns.take();
    try {
      options?.signal?.throwIfAborted();
      return await writer.run(sql, parameters);
    } finally {
      done();
    }
  }
}

function leastBusy(readers: readonly Reader[]): Reader {
  return readers.reduce((best, reader) => (reader.pending < best.pending ? reader : best));
}
