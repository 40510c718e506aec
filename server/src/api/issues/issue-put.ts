import { Type, type Static } from 'typebox';
import { NullableString } from '../http/schema.ts';

const StatusDetails = {
  inNextRelease: Type.Optional(Type.Boolean()),
  inRelease: Type.Optional(Type.String()),
  inCommit: Type.Optional(Type.Object({ commit: Type.String(), repository: Type.String() })),
  ignoreDuration: Type.Optional(Type.Integer({ minimum: 1 })),
  ignoreCount: Type.Optional(Type.Integer({ minimum: 1 })),
  ignoreWindow: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_080 })),
  ignoreUserCount: Type.Optional(Type.Integer({ minimum: 1 })),
  ignoreUserWindow: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_080 })),
};

/** Clients send the details flat as well as nested. Durations and windows are minutes. */
export const IssuePut = Type.Object({
  status: Type.Optional(
    Type.Enum(['resolved', 'unresolved', 'ignored', 'muted', 'reprocessing', 'resolvedInNextRelease']),
  ),
  statusDetails: Type.Optional(Type.Object(StatusDetails)),
  ...StatusDetails,
  snoozeDuration: Type.Optional(Type.Integer({ minimum: 1 })),
  substatus: Type.Optional(
    Type.Unsafe<string | null>({
      enum: [
        'archived_until_escalating',
        'archived_until_condition_met',
        'archived_forever',
        'escalating',
        'ongoing',
        'regressed',
        'new',
        null,
      ],
    }),
  ),
  assignedTo: Type.Optional(NullableString),
  priority: Type.Optional(Type.Enum(['low', 'medium', 'high'])),
  hasSeen: Type.Optional(Type.Boolean()),
  isBookmarked: Type.Optional(Type.Boolean()),
  isPublic: Type.Optional(Type.Boolean()),
  isSubscribed: Type.Optional(Type.Boolean()),
  inbox: Type.Optional(Type.Boolean()),
  merge: Type.Optional(Type.Unsafe<boolean | number>({ type: ['boolean', 'integer'] })),
  discard: Type.Optional(Type.Boolean()),
});
export type IssuePutBody = Static<typeof IssuePut>;
