import type { SentryEvent } from '@garrison/protocol';
import { expect, it } from 'vitest';
import { searchFacts } from './search-facts.ts';

const of = (event: object) => searchFacts(event as SentryEvent);

it('takes what an error shows', () => {
  const { facts, lists } = of({
    user: { id: '7', email: 'ann@example.com', geo: { country_code: 'DE', city: 'Berlin' } },
    contexts: {
      device: { arch: 'arm64', battery_level: 55, online: true },
      os: { build: '22A' },
      response: { status_code: 502 },
    },
    request: { method: 'POST', url: 'https://x.test/', headers: [['Referer', 'https://y.test/']] },
    exception: {
      values: [
        {
          type: 'HttpError',
          value: '502',
          stacktrace: { frames: [{ function: 'run' }, { function: 'fetch', filename: 'a.ts' }] },
        },
        {
          type: 'CardDeclined',
          mechanism: { type: 'generic' },
          stacktrace: { frames: [{ function: 'charge', module: 'billing' }] },
        },
      ],
    },
  });
  expect(Object.fromEntries(facts)).toEqual({
    'user.id': '7',
    'user.email': 'ann@example.com',
    'geo.country_code': 'DE',
    'geo.city': 'Berlin',
    'device.arch': 'arm64',
    'device.battery_level': '55',
    'device.online': 'true',
    'os.build': '22A',
    'http.method': 'POST',
    'http.url': 'https://x.test/',
    'http.referer': 'https://y.test/',
    'http.status_code': '502',
  });
  expect(Object.fromEntries(lists)).toEqual({
    'error.type': ['CardDeclined', 'HttpError'],
    'error.value': ['502'],
    'error.mechanism': ['generic'],
    'stack.function': ['charge', 'fetch', 'run'],
    'stack.filename': ['a.ts'],
    'stack.module': ['billing'],
  });
});

it('is bounded, and takes nothing from nothing', () => {
  expect(of({})).toEqual({ facts: [], lists: [] });
  const frames = Array.from({ length: 300 }, (_, index) => ({ function: `${index}-${'x'.repeat(500)}` }));
  const [[, functions] = ['', []]] = of({ exception: { values: [{ stacktrace: { frames } }] } }).lists;
  expect(functions).toHaveLength(50);
  expect(functions[0]).toMatch(/^299-x{196}$/);
});
