import { expect, it } from 'vitest';
import { readBasePath } from './base-path.ts';

it('reads the path that the server wrote, and nothing else', () => {
  expect(readBasePath('/garrison')).toBe('/garrison');
  expect(readBasePath('/tools/garrison/')).toBe('/tools/garrison');
  expect(['/', '', '__BASE_PATH__', null, undefined].map(readBasePath)).toEqual(['', '', '', '', '']);
});
