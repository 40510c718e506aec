import { afterAll, expect, test } from 'vitest';
import { createRuleAnswers } from './rule-answers.ts';
import { toProjectSettings } from './process/index.ts';

const rules = createRuleAnswers(async (projectId, written = {}) =>
  toProjectSettings(projectId, {
    organizationId: 1,
    slug: 'orders',
    options: { fingerprintingRules: 'type:OrderError -> orders', ...written },
    organizationOptions: {},
    ownership: null,
    codeowners: { files: [], names: [] },
  }),
);
const nowhere = createRuleAnswers(async () => undefined);
afterAll(() => rules.close());

const event = {
  platform: 'python',
  exception: {
    values: [
      {
        type: 'OrderError',
        value: 'x',
        stacktrace: {
          frames: [
            { filename: 'a.py', function: 'a', in_app: true },
            { filename: 'b.py', function: 'b', in_app: true },
          ],
        },
      },
    ],
  },
};

test('the place of a mistake is given for the field it is in', async () => {
  expect(await rules.validate({ enhancements: '# fine\nfunction:a +up', fingerprintingRules: 'type:A' })).toEqual([
    { field: 'enhancements', line: 2, column: 12, message: expect.stringContaining('expected an action') },
    { field: 'fingerprintingRules', line: 1, column: 7, message: expect.stringContaining('`->`') },
  ]);
  expect(await rules.validate({})).toEqual([]);
});

test('an event is explained by the rules of its project', async () => {
  const info = await rules.explain(7, event);
  expect(info?.grouping_config).toBe('newstyle:2026-01-20');
  expect(info?.variants['custom_fingerprint']?.matchedRule).toBe('type:OrderError -> orders');
  const older = { ...event, grouping_config: { id: 'newstyle:2023-01-11' } };
  expect((await rules.explain(7, older))?.grouping_config).toBe('newstyle:2023-01-11');
  expect(await nowhere.explain(7, event)).toBeUndefined();
});

test('other rules give other hashes, whatever grouping wrote to the stored event', async () => {
  const stored = structuredClone(event);
  const regroup = async (enhancements: string) =>
    (await rules.regroup(7, { enhancements, fingerprintingRules: '' }, [stored]))?.[0]?.hashes;
  const plain = await regroup('');
  expect(plain).toHaveLength(1);
  expect(await regroup('function:a -app category=x')).toHaveLength(2);
  expect(await regroup('function:a -group')).not.toEqual(plain);
  expect(await regroup('')).toEqual(plain);
  expect(await nowhere.regroup(7, { enhancements: '', fingerprintingRules: '' }, [])).toBeUndefined();
});

test('advanced scrubbing rules are checked, and tried on an event', async () => {
  expect(await rules.scrubbing.validate('{"applications": {"extra.a": ["@nothing"]}}')).toEqual([
    { line: 1, column: 31, message: 'there is no rule "@nothing"' },
  ]);
  const written = { relayPiiConfig: '{"applications": {"extra.a": ["@ip:mask"]}}', sensitiveFields: ['plate'] };
  const given = { extra: { a: 'from 10.0.0.1', plate: 'x', password: 'y' } };
  const preview = await rules.scrubbing.preview(7, written, given);
  expect(preview).toMatchObject({
    errors: [],
    event: {
      extra: { a: 'from ********', plate: '[Filtered]', password: '[Filtered]' },
      _meta: { extra: { a: { '': { rem: [['@ip:mask', 'm']] } } } },
    },
  });
  expect(await nowhere.scrubbing.preview(7, written, given)).toBeUndefined();
});
