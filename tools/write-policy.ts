import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { policyDocument } from '../policy/src/index.ts';

/** Writes the policy and its rules for kits in other languages; a test says when it is to be run again: `node tools/write-policy.ts`. */
const text = `${JSON.stringify(policyDocument(), null, 2)}\n`;
for (const path of ['policy/policy.json', 'kit/python/src/garrison_sentry/policy.json']) {
  await writeFile(join(import.meta.dirname, '..', path), text);
}
