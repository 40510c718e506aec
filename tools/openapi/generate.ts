import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';

/** Makes the types of the API client from our OpenAPI document. Run: `node tools/openapi/generate.ts`. */
const CLIENT = join(import.meta.dirname, '../../api-client/src/generated/api.ts');
const HEADER = '// Made by tools/openapi from the schemas of the API. Not edited by hand.\n';

export async function clientTypes(document: string): Promise<string> {
  return HEADER + astToString(await openapiTS(document, { alphabetize: true }));
}

export async function committedClientTypes(): Promise<string> {
  return readFile(CLIENT, 'utf8');
}

if (import.meta.main) {
  const { openApiDocument } = await import('../../server/src/api/openapi/openapi-document.ts');
  await writeFile(CLIENT, await clientTypes(JSON.stringify(await openApiDocument())));
}
