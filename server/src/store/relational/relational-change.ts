/**
 * What a batch of the log changes in the relational store beside issues: one entry for each kind, added by the file of the kind
 * (`sqlite/batch-changes/`) through declaration merging.
 */
// The kinds are added elsewhere.
// oxlint-disable-next-line typescript/no-empty-object-type
export interface RelationalChanges {}

export type ChangeKindName = keyof RelationalChanges;

export type RelationalChange = {
  readonly [Name in ChangeKindName]: { readonly kind: Name; readonly row: RelationalChanges[Name] };
}[ChangeKindName];
