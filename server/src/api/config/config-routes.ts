import { Type } from 'typebox';
import { firstOrganization } from '../../query/index.ts';
import type { ApiDeps } from '../deps.ts';
import type { ApiApp } from '../http/api-app.ts';
import { NullableString } from '../http/schema.ts';

const Config = Type.Object({
  version: Type.String(),
  organization: NullableString,
  signIn: Type.Object({ sso: Type.Boolean() }),
});

export function configRoutes(app: ApiApp, deps: Pick<ApiDeps, 'db' | 'version'>): void {
  /** What the web app needs before the user has signed in. */
  app.get(
    '/api/garrison/config/',
    { config: { access: 'public' }, schema: { response: { 200: Config } } },
    async () => ({
      version: deps.version,
      organization: (await firstOrganization(deps.db))?.slug ?? null,
      signIn: { sso: false },
    }),
  );
}
