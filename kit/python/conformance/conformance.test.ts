import { describe, expect, it } from 'vitest';
import { ENVIRONMENTS, runPython } from './python-process.ts';

interface Report {
  readonly sdk: string;
  readonly rows: readonly { readonly name: string; readonly problems: readonly string[] }[];
  readonly leaks: readonly {
    readonly channel: string;
    readonly default: boolean;
    readonly strict: boolean;
    readonly unmarked: boolean;
  }[];
  readonly skipped: readonly string[];
  readonly ok: boolean;
}

const SDKS = { 'python-oldest': '2.20.0', 'python-newest': '2.75.0' } as const;

describe.each(ENVIRONMENTS)('%s', (environment) => {
  it('keeps every promise, on every framework', async () => {
    // A child that ends with 1 has a broken promise, and its report is in the error.
    const output = await runPython(environment, ['-m', 'garrison_sentry.verify', '--json']);
    const report = JSON.parse(output.slice(output.indexOf('{\n'))) as Report;
    expect(report.sdk).toBe(SDKS[environment as keyof typeof SDKS]);
    expect(report.rows.filter((row) => row.problems.length > 0)).toEqual([]);
    expect(report.rows).toHaveLength(17);
    expect(report.skipped).toEqual([]);
    expect(report.leaks.filter((leak) => leak.strict)).toEqual([]);
    const leaking = report.leaks.filter((leak) => leak.default);
    expect(leaking.length).toBeLessThanOrEqual(3);
    expect(leaking.filter((leak) => !leak.unmarked)).toEqual([]);
    expect(report.ok).toBe(true);
  });

  it('plants its secrets in channels that leak without the kit', async () => {
    const script = [
      'from garrison_sentry.verify.leaks import measure_leaks',
      'print("leaked", len(measure_leaks("none").leaked))',
    ].join('\n');
    const count = Number(/leaked (\d+)/.exec(await runPython(environment, ['-c', script]))?.[1]);
    expect(count).toBeGreaterThan(35);
  });

  it('says what each way of starting costs', async () => {
    const script = [
      'from garrison_sentry.verify.loading import FORMS, check_loading',
      'import json; print("loading", json.dumps({form: check_loading(form)._asdict() for form in FORMS}))',
    ].join('\n');
    const output = await runPython(environment, ['-c', script]);
    const fine = { error: true, route: true, problems: [] };
    expect(JSON.parse(/loading (.*)/.exec(output)?.[1] ?? '')).toEqual({
      run: fine,
      register: fine,
      first: fine,
      late: { ...fine, problems: ['late-init'] },
    });
  });
});
