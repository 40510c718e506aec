import { randomBytes } from 'node:crypto';
import type { Selectable } from 'kysely';
import { Type, type Static } from 'typebox';
import { AppError } from '../../errors.ts';
import { listOrganizationTokens } from '../../query/index.ts';
import { edits, type Database } from '../../store/index.ts';
import { organizationOf } from '../auth/guard.ts';
import { sha256 } from '../auth/secrets.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { isoDate, isoDateOrNull } from '../http/dates.ts';
import { NoContent, NullableString, OrganizationParams } from '../http/schema.ts';

type Deps = Pick<ApiDeps, 'db' | 'now' | 'publicUrl'>;

const PATH = '/api/0/organizations/:org/org-auth-tokens/';
const SCOPES = ['org:ci'];
const Name = Type.String({ minLength: 1, maxLength: 100 });
const TokenSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  scopes: Type.Array(Type.String()),
  tokenLastCharacters: Type.String(),
  dateCreated: Type.String(),
  dateLastUsed: NullableString,
  projectLastUsedId: Type.Null(),
});
/** The token is in the answer to its creation, and nowhere else ever. */
const NewToken = Type.Object({ ...TokenSchema.properties, token: Type.String() });
const TokenParams = Type.Object({ ...OrganizationParams.properties, token: Type.Integer() });
const READ = { scope: 'org:read', session: true } as const;
const CHANGE = { scope: 'org:write', session: true } as const;

/** Tokens of the organisation for build pipelines: they belong to no person, and may upload and announce releases, nothing else. */
export function organizationTokenRoutes(app: ApiApp, deps: Deps): void {
  app.get(
    PATH,
    { config: { access: READ }, schema: { params: OrganizationParams, response: { 200: Type.Array(TokenSchema) } } },
    async (request) => (await listOrganizationTokens(deps.db, organizationOf(request).id)).map(tokenView),
  );
  createRoute(app, deps);
  app.put(
    `${PATH}:token/`,
    {
      config: { access: CHANGE },
      schema: { params: TokenParams, body: Type.Object({ name: Name }), response: { 204: NoContent } },
    },
    async (request, reply) => {
      const which = { organizationId: organizationOf(request).id, id: request.params.token };
      if (!(await edits.renameOrganizationToken(deps.db, which, request.body.name))) throw new AppError('not_found');
      return reply.status(204).send(null);
    },
  );
  app.delete(
    `${PATH}:token/`,
    { config: { access: CHANGE }, schema: { params: TokenParams, response: { 204: NoContent } } },
    async (request, reply) => {
      const which = { organizationId: organizationOf(request).id, id: request.params.token };
      if (!(await edits.deleteOrganizationToken(deps.db, which))) throw new AppError('not_found');
      return reply.status(204).send(null);
    },
  );
}

function createRoute(app: ApiApp, deps: Deps): void {
  app.post(
    PATH,
    {
      config: { access: CHANGE },
      schema: { params: OrganizationParams, body: Type.Object({ name: Name }), response: { 201: NewToken } },
    },
    async (request, reply) => {
      const { id: organizationId, slug } = organizationOf(request);
      const { name } = request.body;
      const now = deps.now();
      const token = organizationToken({ slug, url: deps.publicUrl, now });
      const row = {
        organization_id: organizationId,
        user_id: null,
        name,
        token_hash: sha256(token),
        last_characters: token.slice(-4),
        scopes: JSON.stringify(SCOPES),
        created_at: now,
        last_used_at: null,
        expires_at: null,
      };
      const id = await edits.createToken(deps.db, {
        organizationId,
        userId: null,
        name,
        tokenHash: row.token_hash,
        lastCharacters: row.last_characters,
        scopes: SCOPES,
        now,
      });
      return reply.status(201).send({ ...tokenView({ ...row, id }), token });
    },
  );
}

/** Clients read the server's address and the organisation in it. */
function organizationToken({ slug, url, now }: { slug: string; url: string; now: number }): string {
  const says = { iat: now / 1000, url, region_url: url, org: slug };
  const secret = randomBytes(32).toString('base64').replace(/=+$/, '');
  return `sntrys_${Buffer.from(JSON.stringify(says)).toString('base64')}_${secret}`;
}

function tokenView(row: Selectable<Database['api_tokens']>): Static<typeof TokenSchema> {
  return {
    id: String(row.id),
    name: row.name,
    // Written by this server only.
    scopes: JSON.parse(row.scopes) as string[],
    tokenLastCharacters: row.last_characters,
    dateCreated: isoDate(row.created_at),
    dateLastUsed: isoDateOrNull(row.last_used_at),
    projectLastUsedId: null,
  };
}
