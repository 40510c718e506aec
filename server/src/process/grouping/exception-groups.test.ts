import type { Exception } from '@garrison/protocol';
import { describe, expect, test } from 'vitest';

import { errorEvent, groupingOf, md5 } from './testing-events.ts';

describe('exception groups', () => {
  const member = (id: number, parent: number | undefined, fields: Exception): Exception => ({
    ...fields,
    mechanism: {
      type: 'chained',
      exception_id: id,
      ...(parent === undefined ? {} : { parent_id: parent }),
      ...(fields.type?.endsWith('Group') ? { is_exception_group: true } : {}),
    },
  });
  const root = member(0, undefined, { type: 'TopGroup', value: 'many' });

  test('of one kind are that kind and the first path below it, which gives the title', () => {
    const values = [
      member(3, 1, { type: 'Cause', value: 'c' }),
      member(2, 0, { type: 'E', value: 'failed 2' }),
      member(1, 0, { type: 'E', value: 'failed 1' }),
      root,
    ];
    const result = groupingOf().group(errorEvent({ exception: { values } }));
    // Of the two alike the first of the group is kept: the last in the payload.
    expect(result.hashes).toEqual([md5('E', 'failed <int>', 'Cause', 'c')]);
    expect(result.mainExceptionId).toBe(1);
  });

  test('of several kinds are one of each, types descending, then the root', () => {
    const values = [
      member(4, 3, { type: 'A', value: 'a' }),
      member(3, 0, { type: 'InnerGroup', value: 'inner' }),
      member(2, 0, { type: 'B', value: 'b' }),
      member(1, 0, { type: 'B', value: 'b' }),
      root,
    ];
    const result = groupingOf().group(errorEvent({ exception: { values } }));
    expect(result.hashes).toEqual([md5('B', 'b', 'A', 'a', 'TopGroup', 'many')]);
    expect(result.mainExceptionId).toBeUndefined();
  });

  test('of several kinds count in both variants, also where only one of them has a stack trace', () => {
    const frames = [{ function: 'f', in_app: false }];
    const values = [
      member(2, 0, { type: 'B', value: 'b', stacktrace: { frames } }),
      member(1, 0, { type: 'A', value: 'a' }),
      root,
    ];
    const grouping = groupingOf();
    const event = errorEvent({ exception: { values } });
    expect(grouping.group(structuredClone(event)).hashes).toEqual([
      md5('B', 'b', 'A', 'a', 'TopGroup', 'many'),
      md5('B', 'f', 'A', 'a', 'TopGroup', 'many'),
    ]);
    const { variants } = grouping.explain(event);
    expect(Object.values(variants).map(({ key, contributes }) => [key, contributes])).toEqual([
      ['app_chained_exception_message', true],
      ['system_chained_exception_stacktrace', true],
    ]);
    const alike = errorEvent({ exception: { values: values.map(({ stacktrace: _frames, ...rest }) => rest) } });
    expect(Object.values(grouping.explain(alike).variants).filter(({ contributes }) => contributes)).toHaveLength(2);
    expect(grouping.group(alike).hashes).toHaveLength(1);
  });

  test.each([
    ['an id given twice', [member(1, 0, { type: 'E', value: 'e' }), member(1, 0, { type: 'E', value: 'e' }), root]],
    ['an own parent', [member(1, 1, { type: 'E', value: 'e' }), member(2, 0, { type: 'E', value: 'e' }), root]],
    ['a missing id', [{ type: 'E', value: 'e' }, member(2, 0, { type: 'E', value: 'e' }), root]],
  ])('with %s are a plain chain', (_what, values) => {
    const result = groupingOf().group(errorEvent({ exception: { values } }));
    expect(result.hashes).toEqual([md5('E', 'e', 'E', 'e', 'TopGroup', 'many')]);
    expect(result.remarks).toMatchObject([{ kind: 'exception_group_ignored' }]);
  });

  test('without ids or with good ones leave no remark, nor does a chain that is no group', () => {
    const remarksOf = (...values: Exception[]) => groupingOf().group(errorEvent({ exception: { values } })).remarks;
    expect(remarksOf(member(1, 0, { type: 'E' }), root)).toBeUndefined();
    expect(remarksOf({ type: 'E' }, { type: 'F' })).toBeUndefined();
    expect(remarksOf(root)).toBeUndefined();
  });

  test('whose members point at each other in a circle end', () => {
    const values = [
      member(1, 2, { type: 'AGroup' }),
      member(2, 1, { type: 'BGroup' }),
      member(0, 1, { type: 'CGroup' }),
    ];
    const result = groupingOf().group(errorEvent({ exception: { values } }));
    expect(result.hashes).toEqual([md5('AGroup', 'BGroup', 'CGroup')]);
    expect(result.remarks).toMatchObject([{ kind: 'exception_group_ignored' }]);
  });

  test('of the Python SDK 3 are left alone', () => {
    const values = [member(1, 0, { type: 'E', value: 'e' }), root];
    const sdk = { name: 'sentry.python.django', version: '3.0.0a1' };
    const result = groupingOf().group(errorEvent({ exception: { values }, sdk }));
    expect(result.hashes).toEqual([md5('E', 'e', 'TopGroup', 'many')]);
    expect(result.remarks).toBeUndefined();
  });

  test('a wrapper of React passes the title on to its cause', () => {
    const value =
      'There was an error while hydrating but React was able to recover by instead client rendering the entire root.';
    const values = [
      member(1, 0, { type: 'TypeError', value: 'x is undefined' }),
      member(0, undefined, { type: 'Error', value }),
    ];
    expect(groupingOf().group(errorEvent({ platform: 'javascript', exception: { values } })).mainExceptionId).toBe(1);
  });

  test('a wrapper of RxJava too', () => {
    const wrapper = { type: 'UndeliverableException', value: 'x', module: 'io.reactivex.rxjava3.exceptions' };
    const values = [member(1, 0, { type: 'IOException' }), member(0, undefined, wrapper)];
    expect(groupingOf().group(errorEvent({ platform: 'java', exception: { values } })).mainExceptionId).toBe(1);
  });
});
