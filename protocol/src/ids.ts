declare const entity: unique symbol;

/**
 * A value that identifies one kind of row. The id of one kind is refused by the compiler where the id of another kind is expected; a
 * plain number or text, as it comes from a route or a payload, is accepted. At run time there is no difference.
 */
type Id<Value, Kind extends string> = Value & { readonly [entity]?: Kind };

export type OrganizationId = Id<number, 'organization'>;
export type ProjectId = Id<number, 'project'>;
export type IssueId = Id<number, 'issue'>;
export type UserId = Id<number, 'user'>;
export type TeamId = Id<number, 'team'>;
/** 32 hex digits. */
export type EventId = Id<string, 'event'>;
