import type { DatabaseSync } from 'node:sqlite';
import type { ProjectId, IssueId } from '@garrison/protocol';
import { AppError } from '../../../errors.ts';

/** An issue's id, or that events with this hash are dropped ("delete and discard"). */
export type HashOwner = number | 'discarded';

/** The last deletion of an issue that had the hash; open while its events are still in the event store. */
interface Deletion {
  readonly at: number;
  readonly isOpen: boolean;
}
const NEVER: Deletion = { at: -1, isOpen: false };

const SQLITE_BUSY = 5;
const CACHED_MAX = 200_000;

/** Which issue owns a grouping hash. The cache is valid until the version row changes, which every other connection raises when it changes owners. */
export class HashIndex {
  readonly #find;
  readonly #findBegun;
  readonly #attach;
  readonly #readVersion;
  readonly #known = new Map<string, HashOwner>();
  readonly #findDeletion;
  readonly #findAnyDeleted;
  readonly #deletions = new Map<string, Deletion>();
  #anyDeleted = false;
  #version = -1;

  constructor(raw: DatabaseSync) {
    this.#find = raw.prepare('SELECT issue_id, state FROM issue_hashes WHERE project_id = ? AND hash = ?');
    this.#findBegun = raw.prepare(
      'SELECT issue_id FROM issue_hashes WHERE project_id = ? AND hash >= ? AND hash < ? AND issue_id IS NOT NULL LIMIT 1',
    );
    this.#attach = raw.prepare(
      `INSERT INTO issue_hashes (project_id, hash, issue_id, state) VALUES (?, ?, ?, 'active')
       ON CONFLICT (project_id, hash) DO UPDATE SET issue_id = excluded.issue_id
       WHERE issue_hashes.issue_id IS NULL AND issue_hashes.state = 'active'`,
    );
    this.#findDeletion = raw.prepare(
      `SELECT max(deleted_at) AS deleted_at, max(erased_at IS NULL) AS is_open FROM deleted_hashes
       WHERE project_id = ? AND hash = ?`,
    );
    this.#findAnyDeleted = raw.prepare('SELECT 1 FROM deleted_hashes LIMIT 1');
    this.#readVersion = raw.prepare("SELECT version FROM versions WHERE name = 'issue_hashes'");
  }

  /** Called within the transaction: from here on no other connection can write. */
  refresh(): void {
    const version = Number(this.#readVersion.get()?.['version']);
    if (version !== this.#version || this.#known.size > CACHED_MAX || this.#deletions.size > CACHED_MAX) {
      this.forget();
      this.#anyDeleted = this.#findAnyDeleted.get() !== undefined;
    }
    this.#version = version;
  }

  /** After a rollback the cache may hold rows that were never committed: it is emptied. */
  forget(): void {
    this.#known.clear();
    this.#deletions.clear();
  }

  owner(projectId: ProjectId, hash: string): HashOwner | undefined {
    const key = `${projectId}:${hash}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const row = this.#find.get(projectId, hash);
    if (row === undefined) return undefined;
    const owner =
      row['state'] === 'discarded' ? 'discarded' : row['issue_id'] === null ? undefined : Number(row['issue_id']);
    if (owner !== undefined) this.#known.set(key, owner);
    return owner;
  }

  /**
   * The first of these hashes that has an owner decides. An event that was received before its issue was deleted is discarded, also when
   * the hash has a new issue since.
   */
  firstOwner(projectId: ProjectId, hashes: readonly string[], receivedAt: number): HashOwner | undefined {
    for (const hash of hashes) {
      if (receivedAt <= this.#deletionOf(projectId, hash).at) return 'discarded';
      const owner = this.owner(projectId, hash);
      if (owner !== undefined) return owner;
    }
    return undefined;
  }

  /**
   * Events of a deleted issue are deleted by their hash: a new event with that hash must wait until they are deleted, or it would
   * be deleted with them. Throws `store_unavailable`, after which the batch is tried again.
   */
  requireErased(projectId: ProjectId, hash: string): void {
    if (!this.#deletionOf(projectId, hash).isOpen) return;
    const error = new AppError('store_unavailable', 'the events of a deleted issue are still in the event store');
    // As for a locked database: the record is not the cause.
    throw Object.assign(error, { errcode: SQLITE_BUSY });
  }

  #deletionOf(projectId: ProjectId, hash: string): Deletion {
    if (!this.#anyDeleted) return NEVER;
    const key = `${projectId}:${hash}`;
    const known = this.#deletions.get(key);
    if (known !== undefined) return known;
    const row = this.#findDeletion.get(projectId, hash);
    const at = row?.['deleted_at'];
    const found = typeof at === 'number' ? { at, isOpen: row?.['is_open'] === 1 } : NEVER;
    this.#deletions.set(key, found);
    return found;
  }

  /** The issue of the first hash that has one. Events carry the first 16 digits of a hash: that much of it is enough. */
  issueOf(projectId: ProjectId, hashes: readonly string[]): number | undefined {
    for (const hash of hashes) {
      // `g` follows the last hex digit.
      const row = this.#findBegun.get(projectId, hash, `${hash}g`);
      if (row !== undefined) return Number(row['issue_id']);
    }
    return undefined;
  }

  /** Gives the hashes that belong to nobody to the issue. */
  attach(projectId: ProjectId, hashes: readonly string[], issueId: IssueId): void {
    for (const hash of hashes) {
      if (this.owner(projectId, hash) !== undefined) continue;
      this.#attach.run(projectId, hash, issueId);
      this.#known.set(`${projectId}:${hash}`, issueId);
    }
  }
}
