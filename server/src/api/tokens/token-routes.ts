import type { UserId } from '@garrison/protocol';
import { Type } from 'typebox';
import { AppError } from '../../errors.ts';
import { findOrganization, listMemberships, listTokens } from '../../query/index.ts';
import { edits } from '../../store/index.ts';
import { callerOf, userOf } from '../auth/guard.ts';
import { SCOPES } from '../auth/scopes.ts';
import { randomSecret, sha256 } from '../auth/secrets.ts';
import type { ApiDeps } from '../deps.ts';
import { FieldError } from '../http/api-error.ts';
import type { ApiApp } from '../http/api-app.ts';
import { isoDate, isoDateOrNull } from '../http/dates.ts';
import { PageQuery, pageOf, pageOfRows, setLink } from '../http/paging.ts';
import { NoContent, NullableString } from '../http/schema.ts';

type Deps = Pick<ApiDeps, 'db' | 'now' | 'publicUrl'>;

const TokenSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  scopes: Type.Array(Type.String()),
  tokenLastCharacters: Type.String(),
  dateCreated: Type.String(),
  dateLastUsed: NullableString,
  expiresAt: NullableString,
});
/** The token is in the answer to its creation, and nowhere else ever. */
const NewToken = Type.Object({ ...TokenSchema.properties, token: Type.String() });
/** Marks a token of a user, so that scanners for leaked secrets find it. */
const PREFIX = 'sntryu_';
const PATH = '/api/0/api-tokens/';

export function tokenRoutes(app: ApiApp, deps: Deps): void {
  app.get(
    PATH,
    {
      config: { access: 'session' },
      schema: { querystring: Type.Object(PageQuery), response: { 200: Type.Array(TokenSchema) } },
    },
    async (request, reply) => {
      const page = pageOf(request.query);
      const result = pageOfRows(await listTokens(deps.db, userOf(request).id), page);
      setLink(request, reply, { page, result, publicUrl: deps.publicUrl });
      return result.rows.map((row) => ({
        id: String(row.id),
        name: row.name,
        scopes: JSON.parse(row.scopes) as string[],
        tokenLastCharacters: row.last_characters,
        dateCreated: isoDate(row.created_at),
        dateLastUsed: isoDateOrNull(row.last_used_at),
        expiresAt: isoDateOrNull(row.expires_at),
      }));
    },
  );
  createRoute(app, deps);
  app.delete(
    `${PATH}:token/`,
    {
      config: { access: 'session' },
      schema: { params: Type.Object({ token: Type.Integer() }), response: { 204: NoContent } },
    },
    async (request, reply) => {
      if (!(await edits.deleteToken(deps.db, userOf(request).id, request.params.token))) {
        throw new AppError('not_found');
      }
      return reply.status(204).send(null);
    },
  );
}

function createRoute(app: ApiApp, deps: Deps): void {
  app.post(
    PATH,
    {
      config: { access: 'session' },
      schema: {
        body: Type.Object({
          name: Type.Optional(Type.String({ maxLength: 100 })),
          scopes: Type.Array(Type.Enum([...SCOPES]), { minItems: 1 }),
          organization: Type.Optional(Type.String()),
        }),
        response: { 201: NewToken },
      },
    },
    async (request, reply) => {
      const { name = '', scopes } = request.body;
      const userId = userOf(request).id;
      const organizationId = await organizationFor(deps, userId, request.body.organization);
      const own = callerOf(request).scopes.get(organizationId);
      const refused = scopes.filter((scope) => own?.has(scope) !== true);
      if (refused.length > 0) throw new FieldError({ scopes: [`You do not have ${refused.join(', ')} yourself.`] });
      const token = `${PREFIX}${randomSecret()}`;
      const now = deps.now();
      const lastCharacters = token.slice(-4);
      const tokenHash = sha256(token);
      const id = await edits.createToken(deps.db, {
        organizationId,
        userId,
        name,
        tokenHash,
        lastCharacters,
        scopes,
        now,
      });
      void reply.status(201);
      return {
        id: String(id),
        name,
        scopes,
        token,
        tokenLastCharacters: lastCharacters,
        dateCreated: isoDate(now),
        dateLastUsed: null,
        expiresAt: null,
      };
    },
  );
}

/** A token counts in one organisation: the named one, or the user's first. */
async function organizationFor(deps: Deps, userId: UserId, slug: string | undefined): Promise<number> {
  const memberships = await listMemberships(deps.db, userId);
  const named = slug === undefined ? undefined : await findOrganization(deps.db, slug);
  const membership = memberships.find((row) => slug === undefined || row.organization_id === named?.id);
  if (membership === undefined) throw new FieldError({ organization: ['There is no such organisation.'] });
  return membership.organization_id;
}
