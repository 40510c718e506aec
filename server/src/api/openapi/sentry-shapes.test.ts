import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApi, storeEvent, type ApiHarness } from '../api-harness.ts';

/** Sentry's public OpenAPI document, as far as we answer it: operations with their 2xx schemas. */
interface Facts {
  readonly operations: readonly {
    readonly method: string;
    readonly path: string;
    readonly res: Readonly<Record<string, object | null>>;
  }[];
  readonly schemas: Readonly<Record<string, object>>;
}

let api: ApiHarness;
let facts: Facts;
let validate: (method: string, path: string, status: number) => ValidateFunction;
let event: { eventId: string; issueId: number };

beforeAll(async () => {
  const file = join(import.meta.dirname, '../../../../testkit/openapi-facts.json');
  facts = JSON.parse(await readFile(file, 'utf8')) as Facts;
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv, ['date-time', 'email', 'uri']);
  ajv.addFormat('double', true);
  // The document asks for an object here, in details for a list or null; the product answers a list or null in both.
  ajv.addSchema({ $id: 'sentry', schemas: { ...facts.schemas, OrganizationGroupIndexGetOwners: {} } });
  const withId = (schema: object): object =>
    JSON.parse(JSON.stringify(schema).replaceAll('"#/schemas/', '"sentry#/schemas/')) as object;
  validate = (method, path, status) => {
    const schema = facts.operations.find((entry) => entry.method === method && entry.path === path)?.res[status];
    if (schema === null || schema === undefined)
      throw new Error(`Sentry documents no body for ${method} ${path} ${status}`);
    return ajv.compile(withId(schema));
  };
  api = await startApi({ engine: true });
  event = await storeEvent(api, { release: '1.0', tags: [['region', 'eu']], user: 'id:7' });
});
afterAll(() => api.close());

const O = '/api/0/organizations/{organization_id_or_slug}/';
const P = '/api/0/projects/{organization_id_or_slug}/{project_id_or_slug}/';
const T = '/api/0/teams/{organization_id_or_slug}/{team_id_or_slug}/';

function pathOf(template: string): string {
  return template
    .replace('{organization_id_or_slug}', 'acme')
    .replace('{project_id_or_slug}', 'api-gateway')
    .replace('{team_id_or_slug}', 'platform-eng')
    .replace('{issue_id}', template.includes('shortids') ? 'API-GATEWAY-1' : String(event.issueId))
    .replace('{event_id}', event.eventId)
    .replace('{member_id}', 'me')
    .replace('{detector_id}', '1')
    .replace('{workflow_id}', '1')
    .replace('{key_id}', api.projects.get('api-gateway')?.publicKey ?? '')
    .replace('{environment}', 'production')
    .replace('{version}', '1.0')
    .replace('{key}', 'region');
}

it.each([
  '/api/0/organizations/',
  O,
  `${O}detectors/`,
  `${O}detectors/{detector_id}/`,
  `${O}environments/`,
  `${O}eventids/{event_id}/`,
  `${O}events/?dataset=errors&field=title&field=count()&field=timestamp`,
  `${O}events-timeseries/?dataset=errors&yAxis=count()&topEvents=1&groupBy=level`,
  `${O}issues/`,
  `${O}issues/{issue_id}/`,
  `${O}issues/{issue_id}/events/`,
  `${O}issues/{issue_id}/events/{event_id}/`,
  `${O}issues/{issue_id}/hashes/`,
  `${O}issues/{issue_id}/tags/{key}/`,
  `${O}issues/{issue_id}/tags/{key}/values/`,
  `${O}members/`,
  `${O}members/{member_id}/`,
  `${O}project-keys/`,
  `${O}releases/`,
  `${O}releases/{version}/?health=1`,
  `${O}sessions/?field=sum(session)&groupBy=project`,
  `${O}releases/{version}/commits/`,
  `${O}releases/{version}/deploys/`,
  `${O}repos/`,
  `${O}projects/`,
  `${O}shortids/{issue_id}/`,
  `${O}stats-summary/?field=sum(quantity)`,
  `${O}stats_v2/?field=sum(quantity)&groupBy=outcome`,
  `${O}tags/`,
  `${O}teams/`,
  `${O}workflows/`,
  `${O}workflows/{workflow_id}/`,
  P,
  `${P}environments/`,
  `${P}environments/{environment}/`,
  `${P}events/`,
  `${P}events/{event_id}/`,
  `${P}events/{event_id}/attachments/`,
  `${P}keys/`,
  `${P}keys/{key_id}/`,
  `${P}members/`,
  `${P}stats/`,
  `${P}releases/`,
  `${P}releases/{version}/commits/`,
  `${P}tags/{key}/values/`,
  `${P}teams/`,
  T,
  `${T}members/`,
  `${T}projects/`,
])('GET %s has the shape that Sentry documents', async (template) => {
  const answer = await api.call('GET', pathOf(template));
  expect(answer.status).toBe(200);
  const check = validate('GET', template.split('?')[0] ?? '', 200);
  check(answer.body);
  expect(check.errors ?? []).toEqual([]);
});

it.each([
  ['POST', `${O}teams/`, { slug: 'frontend' }, 201],
  ['POST', `${O}workflows/`, { name: 'Tell' }, 201],
  ['PUT', `${O}workflows/{workflow_id}/`, { enabled: true }, 200],
  ['PUT', T, { slug: 'platform-eng', name: 'Platform' }, 200],
  ['POST', `${T}projects/`, { name: 'Billing' }, 201],
  ['POST', `${O}projects/`, { name: 'Checkout' }, 201],
  ['PUT', P, { name: 'API gateway' }, 200],
  ['POST', `${P}keys/`, { name: 'Second' }, 201],
  ['PUT', `${P}keys/{key_id}/`, { rateLimit: { window: 60, count: 10 } }, 200],
  ['POST', `${P}teams/{team_id_or_slug}/`, undefined, 201],
  ['PUT', O, { name: 'Acme Corporation' }, 200],
  ['POST', `${O}releases/`, { version: 'shop@2.0.0', projects: ['api-gateway'] }, 201],
  ['PUT', `${O}releases/{version}/`, { commits: [{ id: 'abc', author_email: 'ada@acme.test' }] }, 200],
  ['POST', `${O}releases/{version}/deploys/`, { environment: 'production' }, 201],
  ['PUT', `${O}issues/`, { status: 'resolved' }, 200],
  ['PUT', `${O}issues/{issue_id}/`, { status: 'unresolved' }, 200],
] as const)('%s %s answers in the shape that Sentry documents', async (method, template, body, status) => {
  const answer = await api.call(method, pathOf(template), body === undefined ? {} : { body });
  expect(answer).toMatchObject({ status });
  const check = validate(method, template, status);
  check(answer.body);
  expect(check.errors ?? []).toEqual([]);
});
