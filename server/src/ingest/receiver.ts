/**
 * The door's one procedure: who sends, what is in the body, what becomes of each item, durable hand-over, answer.
 *
 * Who counts what: this room writes the outcome of everything that ends here: what is refused, limited, not supported yet, unknown, or was
 * discarded by the client. An item that is handed over gets its outcome (`accepted`, `filtered`, …) from processing, which alone knows
 * whether it was a duplicate or unreadable. Outcomes of an answered request travel in the same hand-over as its items; those of refused
 * requests are gathered and handed over every second and at close. A request that is refused because the process is stopping, too much is in
 * memory or the log cannot write (503), or whose key nobody knows, is not counted: there is nowhere to write it, or nobody to write it for.
 */
import { randomUUID } from 'node:crypto';
import {
  type AcceptedRecord,
  type AuthSources,
  type Envelope,
  type EnvelopeItem,
  type EventId,
  extractAuth,
  OUTCOME_REASONS,
  parseDsn,
  type ProjectId,
  type RateLimit,
  type SentryAuth,
} from '@garrison/protocol';
import type { ErrorCode } from '../errors.ts';
import type { IngestDeps, IngestKey } from './ingest-deps.ts';
import { createKeyQuota, type KeyQuota } from './key-quota.ts';
import { createOutcomeTally, type OutcomeTally } from './outcome-tally.ts';
import { readBody, type Body } from './read-body.ts';
import { endingsOf, findOversized, sortItems } from './sort-items.ts';

/** One request, before anything is known of it. */
export interface Submission extends Body {
  /** Of the URL; null when the URL names none (the oldest form of `/store/`). */
  readonly projectId: ProjectId | null;
  readonly auth: AuthSources;
  readonly remoteAddress: string | null;
  readonly userAgent: string | null;
}

export type Answer =
  | { readonly status: 'accepted'; readonly eventId: EventId | null; readonly limits: readonly RateLimit[] }
  | Refusal;

export interface Refusal {
  readonly status: 'refused';
  readonly code: ErrorCode;
  /** Public: what exactly. */
  readonly cause: string | undefined;
  readonly limits: readonly RateLimit[];
}

export interface Receiver {
  receive(submission: Submission): Promise<Answer>;
  /** A body that was too long to be read at all. */
  refuseUnread(submission: Submission): Promise<Refusal>;
  /** Hands over the outcomes that were gathered. Rejects as `handover` does; they are then kept. */
  flush(): Promise<void>;
}

interface Sender {
  readonly auth: SentryAuth;
  readonly key: IngestKey;
}

const NO_LIMITS: readonly RateLimit[] = [];

export function createReceiver(deps: IngestDeps): Receiver {
  const quota = createKeyQuota();
  const refused = createOutcomeTally();

  return {
    async receive(submission) {
      if (deps.isStopping()) return refuse('shutting_down');
      const early = await findSender(deps, submission.auth);
      // An unknown key: refused before the body is read. A request without a key may be a tunnelled one.
      if (early.status === 'refused' && early.code !== 'auth_missing') return early;
      const known = early.status === 'refused' ? undefined : early.sender;

      const read = await readBody(submission, deps);
      if (!read.ok) {
        const { items, reason } = read;
        if (known !== undefined && reason !== undefined) countAll(refused, deps, { key: known.key, items, reason });
        return refuse(read.code, read.cause);
      }
      const { envelope } = read;
      const dsn = envelope.header.dsn;
      const found =
        known !== undefined && dsn === null
          ? { status: 'found' as const, sender: known }
          : await findSender(deps, { ...submission.auth, envelopeDsn: dsn });
      if (found.status === 'refused') return found;
      const fault = findFault(submission, envelope, found.sender.key);
      if (fault !== undefined) {
        countAll(refused, deps, { key: found.sender.key, items: envelope.items, reason: fault.reason });
        return refuse(fault.code, fault.cause);
      }
      return admit({ deps, quota, refused, submission, envelope, sender: found.sender });
    },

    async refuseUnread(submission) {
      const found = await findSender(deps, submission.auth);
      if (found.status === 'found')
        countAll(refused, deps, { key: found.sender.key, items: [], reason: OUTCOME_REASONS.tooLarge });
      return refuse('payload_too_large', `the limit is ${deps.limits.envelopeBytesMax} bytes`);
    },

    async flush() {
      const outcomes = refused.take();
      if (outcomes.length === 0) return;
      try {
        await deps.handover(outcomes);
      } catch (error) {
        refused.restore(outcomes);
        throw error;
      }
    },
  };
}

function refuse(code: ErrorCode, cause?: string, limits: readonly RateLimit[] = NO_LIMITS): Refusal {
  return { status: 'refused', code, cause, limits };
}

async function findSender(
  deps: IngestDeps,
  sources: AuthSources,
): Promise<Refusal | { readonly status: 'found'; readonly sender: Sender }> {
  const result = extractAuth(sources);
  if (!result.ok) return refuse(`auth_${result.problem}`);
  const key = await deps.findKey(result.auth.publicKey);
  if (key === undefined) return refuse('project_rejected', 'nobody knows this key');
  return { status: 'found', sender: { auth: result.auth, key } };
}

interface Fault {
  readonly code: ErrorCode;
  readonly cause: string;
  readonly reason: string;
}

/** Why a readable envelope of a known key is refused as a whole. */
function findFault(submission: Submission, envelope: Envelope, key: IngestKey): Fault | undefined {
  const { projectId } = submission;
  const dsnProject = envelope.header.dsn === null ? null : (parseDsn(envelope.header.dsn)?.projectId ?? null);
  if ((projectId ?? key.projectId) !== key.projectId || (dsnProject ?? key.projectId) !== key.projectId) {
    return { code: 'project_rejected', cause: 'the key is of another project', reason: OUTCOME_REASONS.wrongProject };
  }
  if (!key.isActive) {
    return { code: 'project_rejected', cause: 'the key is disabled', reason: OUTCOME_REASONS.keyDisabled };
  }
  const oversized = findOversized(envelope.items);
  if (oversized === undefined) return undefined;
  return { code: 'payload_too_large', cause: `item ${oversized.type} is too large`, reason: OUTCOME_REASONS.tooLarge };
}

interface Admission {
  readonly deps: IngestDeps;
  readonly quota: KeyQuota;
  readonly refused: OutcomeTally;
  readonly submission: Submission;
  readonly envelope: Envelope;
  readonly sender: Sender;
}

async function admit(admission: Admission): Promise<Answer> {
  const { deps, quota, refused, submission, envelope, sender } = admission;
  const { key } = sender;
  const receivedAt = deps.now();
  const sorted = sortItems(envelope, {
    key,
    receivedAt,
    client: sender.auth.client,
    remoteAddress: submission.remoteAddress,
    userAgent: submission.userAgent,
    accepts: deps.accepts,
    takeErrorQuota: () => quota.take(key, receivedAt),
    newEventId: () => randomUUID().replaceAll('-', ''),
  });
  const limits: readonly RateLimit[] =
    sorted.retryAfterSeconds === 0
      ? NO_LIMITS
      : [
          {
            retryAfterSeconds: sorted.retryAfterSeconds,
            categories: ['error'],
            scope: 'key',
            reason: OUTCOME_REASONS.keyQuota,
          },
        ];
  // "429 only when all items are limited."
  if (sorted.allLimited) {
    for (const ending of sorted.endings) refused.add(key, ending, receivedAt);
    return refuse('rate_limited', undefined, limits);
  }
  let records: readonly AcceptedRecord[] = sorted.items;
  if (sorted.endings.length > 0) {
    const tally = createOutcomeTally();
    for (const ending of sorted.endings) tally.add(key, ending, receivedAt);
    records = [...sorted.items, ...tally.take()];
  }
  if (records.length > 0) {
    try {
      await deps.handover(records);
    } catch (error) {
      deps.logger.error({ err: error, projectId: key.projectId, records: records.length }, 'nothing was accepted');
      return refuse('log_unavailable');
    }
  }
  return { status: 'accepted', eventId: sorted.eventId, limits };
}

/** Counts a refused request: by its items, or as one of `default` when none could be read. */
function countAll(
  tally: OutcomeTally,
  deps: IngestDeps,
  refusal: { key: IngestKey; items: readonly EnvelopeItem[]; reason: string },
): void {
  const { key, items, reason } = refusal;
  const at = deps.now();
  const outcome = 'invalid';
  if (items.length === 0) tally.add(key, { category: 'default', outcome, reason, quantity: 1 }, at);
  for (const ending of endingsOf(items, outcome, reason)) tally.add(key, ending, at);
}
