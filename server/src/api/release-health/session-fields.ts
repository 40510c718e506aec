import type { SessionCounts } from '../../query/index.ts';
import { FieldError } from '../http/api-error.ts';

/** Statuses that sessions are grouped by; each session is in one of them. */
export const SESSION_STATUSES = ['healthy', 'errored', 'abnormal', 'unhandled', 'crashed'] as const;
export type SessionStatus = (typeof SESSION_STATUSES)[number];

type Kind = 'session' | 'user';
type Measured = SessionCounts['sessions'];
interface SessionField {
  readonly kind: Kind;
  /** Whether the field is defined for the sessions of a single status. */
  readonly isCount: boolean;
  readonly value: (counts: Measured) => number | null;
}

const of = (counts: SessionCounts, kind: Kind): Measured => (kind === 'session' ? counts.sessions : counts.users);
const share = (part: number, all: number): number | null => (all === 0 ? null : part / all);
const count = (kind: Kind): SessionField => ({ kind, isCount: true, value: ({ all }) => all });
const rates = (kind: Kind): [string, SessionField][] => [
  [`crash_rate(${kind})`, { kind, isCount: false, value: ({ crashed, all }) => share(crashed, all) }],
  [`crash_free_rate(${kind})`, { kind, isCount: false, value: ({ crashed, all }) => share(all - crashed, all) }],
  [`unhealthy_rate(${kind})`, { kind, isCount: false, value: ({ errored, all }) => share(errored, all) }],
];

/** Sentry's names. */
const FIELDS: ReadonlyMap<string, SessionField> = new Map([
  ['sum(session)', count('session')],
  ['count_unique(user)', count('user')],
  ...rates('session'),
  ...rates('user'),
]);

/** The named fields. One that does not exist, or that is not defined for a single status, is refused. */
export function sessionFields(
  names: readonly string[],
  byStatus: boolean,
): readonly {
  readonly name: string;
  readonly value: (counts: SessionCounts, status?: SessionStatus) => number | null;
}[] {
  return names.map((name) => {
    const field = FIELDS.get(name);
    if (field === undefined) {
      throw new FieldError({ field: [`There is no field “${name}”; there is ${[...FIELDS.keys()].join(', ')}.`] });
    }
    if (byStatus && !field.isCount) {
      throw new FieldError({ field: [`${name} is of all statuses: it cannot be grouped by session.status.`] });
    }
    return {
      name,
      value: (counts, status) => {
        const own = of(counts, field.kind);
        return status === undefined ? field.value(own) : ofStatus(own, status);
      },
    };
  });
}

function ofStatus(counts: Measured, status: SessionStatus): number {
  if (status === 'healthy') return Math.max(0, counts.all - counts.errored);
  if (status !== 'errored') return counts[status];
  return Math.max(0, counts.errored - counts.crashed - counts.abnormal - counts.unhandled);
}
