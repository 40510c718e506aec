import { expect, it } from 'vitest';
import { openApiDocument } from '../../server/src/api/openapi/openapi-document.ts';
import { clientTypes, committedClientTypes } from './generate.ts';

it('the committed types of the API client are the ones that the schemas give', async () => {
  // When this fails: node_modules/.bin/node tools/openapi/generate.ts
  expect(await committedClientTypes()).toBe(await clientTypes(JSON.stringify(await openApiDocument())));
});
