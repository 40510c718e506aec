import { expect, test } from 'vitest';
import { projectSettings, simpleGrouping } from '../process-fixtures.ts';
import { createProjectCache } from './project-cache.ts';

test('rules are compiled once per set of options, and scrubbers shared', () => {
  let version = 1;
  let compiled = 0;
  let sensitiveFields: string[] = [];
  const rules = createProjectCache(
    {
      version: () => version,
      project: (projectId) => (projectId === 3 ? undefined : projectSettings({ sensitiveFields })),
    },
    () => {
      compiled += 1;
      return simpleGrouping;
    },
  );
  expect(rules()(1)).toBe(rules()(1));
  expect(rules()(2)?.scrubber).toBe(rules()(1)?.scrubber);
  expect(rules()(3)).toBeUndefined();
  expect(compiled).toBe(2);
  expect(rules()(1)?.scrubber.key('iban_hint')).toBe(false);

  const before = rules()(1);
  version = 2;
  expect(rules()(1)).toBe(before);
  expect(compiled).toBe(2);

  sensitiveFields = ['iban_hint'];
  version = 3;
  expect(rules()(1)?.scrubber.key('iban_hint')).toBe(true);
  expect(compiled).toBe(3);
});
