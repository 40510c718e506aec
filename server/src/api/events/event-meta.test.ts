import { expect, it } from 'vitest';
import { entriesOf } from './event-entries.ts';
import { metaOf } from './event-meta.ts';
import { createShown } from './shown.ts';

const remark = (rule: string) => ({ '': { rem: [[rule, 's']] } });

const frames = [
  null,
  {
    filename: 'a.js',
    lineno: 3,
    pre_context: ['one', 'two'],
    context_line: 'three',
    post_context: ['four'],
    vars: { password: '[Filtered]' },
  },
];
const payload = {
  exception: { values: [null, { type: 'Error', value: '[Filtered]', stacktrace: { frames } }] },
  threads: { values: [{ id: 1, stacktrace: { frames: [{ filename: 'b.js', vars: {} }] } }] },
  logentry: { message: 'paid with [Filtered]' },
  breadcrumbs: { values: [{ message: 'first' }, { data: { token: '[Filtered]' } }] },
  request: {
    headers: [['cookie', '[Filtered]']],
    query_string: [['token', '[Filtered]']],
    cookies: { sid: '[Filtered]' },
  },
  tags: [
    ['zone', 'eu'],
    ['card', '[Filtered]'],
  ],
  extra: { secret: '[Filtered]' },
  _meta: {
    '': { len: 9 },
    exception: {
      values: {
        1: {
          value: remark('value'),
          stacktrace: {
            frames: {
              1: {
                abs_path: remark('path'),
                vars: { password: remark('vars') },
                pre_context: { 1: remark('two') },
                context_line: remark('three'),
                post_context: { 0: remark('four') },
              },
            },
          },
        },
      },
    },
    threads: { values: { 0: { stacktrace: { frames: { 0: { lineno: remark('line') } } } } } },
    logentry: { message: remark('message') },
    breadcrumbs: { values: { 1: { data: { token: remark('crumb') } } } },
    request: {
      headers: { 0: { 1: remark('header') } },
      query_string: { 0: { 1: remark('query') } },
      cookies: { sid: remark('sid') },
    },
    tags: { 1: { 1: remark('tag') } },
    extra: { secret: remark('extra') },
    modules: remark('modules'),
    contexts: { app: remark('contexts') },
    template: remark('template'),
  },
};

it('puts every remark where the API shows what it is about', () => {
  const entries = entriesOf(payload, createShown());
  expect(entries.map(({ type }) => type)).toEqual(['exception', 'threads', 'message', 'breadcrumbs', 'request']);
  const tags = [{ key: 'card' }, { key: 'level' }, { key: 'zone' }];
  expect(metaOf(payload, { entries, tags })).toEqual({
    '': { len: 9 },
    entries: {
      0: {
        data: {
          values: {
            0: {
              value: remark('value'),
              stacktrace: {
                frames: {
                  0: {
                    absPath: remark('path'),
                    vars: { password: remark('vars') },
                    context: { 1: { 1: remark('two') }, 2: { 1: remark('three') }, 3: { 1: remark('four') } },
                  },
                },
              },
            },
          },
        },
      },
      1: { data: { values: { 0: { stacktrace: { frames: { 0: { lineNo: remark('line') } } } } } } },
      2: { data: { message: remark('message'), formatted: remark('message') } },
      3: { data: { values: { 1: { data: { token: remark('crumb') } } } } },
      4: {
        data: {
          headers: { 0: { 1: remark('header') } },
          query: { 0: { 1: remark('query') } },
          cookies: { 0: { 1: remark('sid') } },
        },
      },
    },
    tags: { 0: { value: remark('tag') } },
    context: { secret: remark('extra') },
    packages: remark('modules'),
    contexts: { app: remark('contexts') },
    template: remark('template'),
  });
});

it('mirrors the answer: every path leads to a value of the entry', () => {
  const entries = entriesOf(payload, createShown());
  const { entries: ofEntries } = metaOf(payload, { entries, tags: [] });
  const leadsNowhere = (meta: unknown, value: unknown, path: string): string[] =>
    Object.entries(meta as object).flatMap(([step, below]) => {
      if (step === '') return value === undefined ? [path] : [];
      return leadsNowhere(below, (value as Record<string, unknown> | null)?.[step], `${path}.${step}`);
    });
  expect(leadsNowhere(ofEntries, entries, 'entries')).toEqual([]);
});

it('is empty without remarks', () => {
  expect(metaOf({}, { entries: [], tags: [] })).toEqual({});
});
