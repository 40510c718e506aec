import { describe, expect, it } from 'vitest';
import type { EventDetail, IssueDetail } from '../../data/shapes.ts';
import { splitRule } from './grouping/split-rule.ts';
import { headlineOf } from './headline.ts';

const issue = {
  title: 'UpstreamError: auth answered 500',
  metadata: { type: 'UpstreamError', value: 'auth answered 500' },
  culprit: 'GET /auth',
  level: 'error',
  isUnhandled: true,
} as unknown as IssueDetail;

const event = (value: string, more: object = {}) =>
  ({
    title: `UpstreamError: ${value.slice(0, 20)}`,
    metadata: { type: 'UpstreamError', value: value.slice(0, 20) },
    culprit: 'GET /payments',
    tags: [{ key: 'level', value: 'warning' }],
    entries: [
      {
        type: 'exception',
        data: {
          values: [
            { type: 'Cause', value: 'x' },
            { type: 'UpstreamError', value, mechanism: { handled: true } },
          ],
        },
      },
    ],
    ...more,
  }) as unknown as EventDetail;

describe('the headline', () => {
  it('is of the event that is shown, with its whole message', () => {
    const value = `payment-api answered 500 ${'x'.repeat(2000)}`;
    expect(headlineOf(issue, event(value))).toEqual({
      type: 'UpstreamError',
      message: value,
      culprit: 'GET /payments',
      level: 'warning',
      isUnhandled: false,
    });
  });

  it('is of the issue while the event is loaded', () => {
    expect(headlineOf(issue, undefined)).toMatchObject({ message: 'auth answered 500', culprit: 'GET /auth' });
  });

  it('keeps the title that a rule set', () => {
    const titled = event('x', { title: 'Payments are down', metadata: { title: 'Payments are down' } });
    expect(headlineOf(issue, titled)).toMatchObject({ type: 'Payments are down', message: '' });
  });
});

describe('the rule that splits by message', () => {
  it('names the type, without what a pattern would read otherwise', () => {
    expect(splitRule(issue)).toBe('error.type:"UpstreamError" -> {{ default }}, {{ message }}');
    expect(splitRule({ metadata: { type: 'A"B[*]' } })).toBe('error.type:"A?B???" -> {{ default }}, {{ message }}');
    expect(splitRule({ metadata: { title: 'x' } })).toBeUndefined();
  });
});
