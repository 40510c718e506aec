import type { Stretch, TableName } from '../../store/index.ts';

/** Where the rows of one record are in those of one table. */
export interface RecordRows {
  readonly position: number;
  readonly at: Stretch;
}

export interface InsertTools {
  /** Resolves when the rows are stored, or with what is wrong when the event store refuses one of them. */
  readonly insert: (rows: readonly Stretch[], token: string) => Promise<{ readonly refused: string | undefined }>;
  /** Whether an insert under this token was refused before. */
  readonly wasRefused: (token: string) => boolean;
  /** Resolves when it is noted: from then on its halves are sent, and never the whole. */
  readonly noteRefused: (token: string) => Promise<void>;
}

export interface RefusedRecord {
  readonly position: number;
  readonly detail: string;
}

/**
 * Stores the rows of one table. An insert that the event store refuses is halved, by the positions of records, until the refused record
 * stands alone. Positions never change, so that after a crash the same rows are sent under the same tokens.
 */
export async function storeRows(
  table: TableName,
  of: { readonly records: readonly RecordRows[]; readonly end: number; readonly token: string },
  tools: InsertTools,
): Promise<readonly RefusedRecord[]> {
  const { insert, wasRefused, noteRefused } = tools;

  async function store(records: readonly RecordRows[], range: Range): Promise<readonly RefusedRecord[]> {
    const [first] = records;
    if (first === undefined) return [];
    const token = range.isWhole ? of.token : `${of.token}#${range.from}-${range.to}`;
    let detail = 'Refused before';
    if (!wasRefused(`${token}:${table}`)) {
      const { refused } = await insert(
        records.map(({ at }) => at),
        token,
      );
      if (refused === undefined) return [];
      detail = refused;
      await noteRefused(`${token}:${table}`);
    }
    if (range.to - range.from === 1) return [{ position: first.position, detail }];
    const middle = Math.floor((range.from + range.to) / 2);
    const isLeft = ({ position }: RecordRows): boolean => position < middle;
    return [
      ...(await store(records.filter(isLeft), { from: range.from, to: middle, isWhole: false })),
      ...(await store(
        records.filter((record) => !isLeft(record)),
        { from: middle, to: range.to, isWhole: false },
      )),
    ];
  }

  return await store(of.records, { from: 0, to: Math.max(of.end, 1), isWhole: true });
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly isWhole: boolean;
}
