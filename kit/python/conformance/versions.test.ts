import { installedPythons } from '@garrison/testkit';
import { describe, expect, it } from 'vitest';
import { runPython } from './python-process.ts';

/** Between the oldest and the newest, which run the whole suite: the start, one request, and the secrets of the strict policy. */
const BETWEEN = installedPythons(['python-3.10', 'python-3.11', 'python-3.12', 'python-3.14']);

const SCRIPT = `
import json, sys
from garrison_sentry.verify.leaks import measure_leaks
from garrison_sentry.verify.loading import check_loading
leaks = measure_leaks("strict")
print("RESULT", json.dumps([list(sys.version_info[:2]), check_loading("run")._asdict(), len(leaks.leaked), leaks.missing]))
`;

describe('the versions of Python between', () => {
  it('are those that testkit/install-services.sh found on this machine', () => {
    expect(BETWEEN).toEqual([...new Set(BETWEEN)]);
  });

  for (const environment of BETWEEN) {
    it(`${environment} starts, answers a request, and lets no secret out`, async () => {
      const output = await runPython(environment, ['-c', SCRIPT]);
      const version = environment.slice('python-'.length).split('.').map(Number);
      const fine = { error: true, route: true, problems: [] };
      expect(JSON.parse(/RESULT (.*)/.exec(output)?.[1] ?? '')).toEqual([version, fine, 0, []]);
    });
  }
});
