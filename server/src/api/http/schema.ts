import { Type, type TSchema } from 'typebox';

/** A value or null, in the form that OpenAPI 3.1 and the serializer both understand. */
export const Nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
export const NullableString = Type.Unsafe<string | null>({ type: ['string', 'null'] });
export const NullableInteger = Type.Unsafe<number | null>({ type: ['integer', 'null'] });
export const NullableNumber = Type.Unsafe<number | null>({ type: ['number', 'null'] });
/** An object of any content. */
export const Anything = Type.Record(Type.String(), Type.Unknown());
export const NullableAnything = Type.Union([Anything, Type.Null()]);

export const Slug = Type.String({ minLength: 1, maxLength: 100, pattern: '^(?![0-9]+$)[a-z0-9_\\-]+$' });
export const OrganizationParams = Type.Object({ org: Type.String() });
export const ProjectParams = Type.Object({ org: Type.String(), project: Type.String() });
export const TeamParams = Type.Object({ org: Type.String(), team: Type.String() });
export const IssueParams = Type.Object({ org: Type.String(), issue: Type.String() });
export const NoContent = Type.Null();
