import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { mergePolicy } from './merge-policy.ts';
import { defaultPolicy } from './default-policy.ts';
import { policyDocument } from './policy-document.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string): Promise<string> => readFile(join(ROOT, path), 'utf8');

describe('policy.json', () => {
  it.each(['policy/policy.json', 'kit/python/src/garrison_sentry/policy.json'])(
    '%s is current; `node tools/write-policy.ts` writes it',
    async (path) => expect(JSON.parse(await read(path))).toEqual(policyDocument()),
  );

  it('has the shape of its schema, also with a policy of an organisation', async () => {
    const check = new Ajv({ strict: true }).compile(JSON.parse(await read('policy/policy.schema.json')) as object);
    const { policy } = mergePolicy(defaultPolicy, { scrubbing: { keys: ['plate'] } });
    for (const document of [policyDocument(), policyDocument(policy)]) {
      expect(check(document), JSON.stringify(check.errors)).toBe(true);
    }
    const broken: unknown = { ...policyDocument(), version: 2 };
    expect(check(broken)).toBe(false);
  });
});
