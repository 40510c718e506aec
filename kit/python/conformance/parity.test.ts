import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  createPayloadScrubber,
  createScrubber,
  defaultPolicy,
  policyDocument,
  scrubOptions,
  strictPolicy,
  type Policy,
} from '@garrison/policy';
import { pythonOf, type PythonEnvironment } from '@garrison/testkit';
import { describe, expect, it } from 'vitest';
import { parityCorpus, type CorpusEntry } from './parity-corpus.ts';

const CORPUS = parityCorpus(20_261_128, 2000);

/** Every category may be sent, so that every branch which scrubs rather than drops is walked. */
const openPolicy: Policy = {
  ...defaultPolicy,
  scrubbing: {
    ...strictPolicy.scrubbing,
    keys: [...defaultPolicy.scrubbing.keys, 'Größe', 'card number'],
    safeKeys: ['Note', 'SID'],
    userFields: ['id', 'email'],
    freeText: 'scrub',
  },
  data: {
    cookies: true,
    requestBodies: true,
    queryStrings: true,
    clientAddress: true,
    databaseQueryData: true,
    queueArguments: true,
    genAi: true,
    graphQl: true,
    frameVariables: true,
    frameContextLines: 5,
  },
};
const POLICIES: Readonly<Record<string, Policy>> = { default: defaultPolicy, strict: strictPolicy, open: openPolicy };

const RUNS: readonly (readonly [PythonEnvironment, keyof typeof POLICIES])[] = [
  ['python-oldest', 'default'],
  ['python-newest', 'default'],
  ['python-newest', 'strict'],
  ['python-newest', 'open'],
];

describe('the scrubber of Python', () => {
  it.each(RUNS)('does to 2,000 values what that of TypeScript does (%s, %s policy)', async (environment, name) => {
    const policy = POLICIES[name] ?? defaultPolicy;
    const scrubber = createPayloadScrubber(policy, createScrubber(scrubOptions(policy.scrubbing)));
    const results = await scrubInPython(environment, policy);
    expect(results).toHaveLength(CORPUS.length);
    let changed = 0;
    for (const [index, entry] of CORPUS.entries()) {
      const expected: unknown = throughJson(scrubber[entry.kind](entry.value));
      expect(results[index], describeEntry(entry, index)).toEqual(expected);
      if (JSON.stringify(expected) !== JSON.stringify(throughJson(entry.value))) changed++;
    }
    // A corpus that nothing happens to would prove nothing.
    expect(changed).toBeGreaterThan(CORPUS.length / 2);
  });
});

async function scrubInPython(environment: PythonEnvironment, policy: Policy): Promise<unknown[]> {
  const child = spawn(pythonOf(environment), [join(import.meta.dirname, 'parity.py')], {
    env: { PYTHONPATH: join(import.meta.dirname, '../src'), PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const jobs = [{ document: policyDocument(policy) }, ...CORPUS];
  child.stdin.end(jobs.map((job) => `${JSON.stringify({ policy: 'own', ...job })}\n`).join(''));
  const results: unknown[] = [];
  for await (const line of createInterface({ input: child.stdout })) results.push(JSON.parse(line));
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new Error(`parity.py ended with ${code}`);
  return results;
}

function throughJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function describeEntry({ kind, value }: CorpusEntry, index: number): string {
  return `value ${index}, ${kind}: ${JSON.stringify(value).slice(0, 2000)}`;
}
