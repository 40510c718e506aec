import { expect, test } from 'vitest';
import { normalizeEventId } from './event-id.ts';

test('both forms of the wire become 32 lower-case digits', () => {
  expect(normalizeEventId('2F280C0DAF894B6A9E6F2C6DB9411A3D')).toBe('2f280c0daf894b6a9e6f2c6db9411a3d');
  expect(normalizeEventId('2f280c0d-af89-4b6a-9e6f-2c6db9411A3D')).toBe('2f280c0daf894b6a9e6f2c6db9411a3d');
});

test.each([
  undefined,
  null,
  7,
  {},
  '',
  'abc',
  '2f280c0daf894b6a9e6f2c6db9411a3',
  '2f280c0daf894b6a9e6f2c6db9411a3dd',
  'zf280c0daf894b6a9e6f2c6db9411a3d',
  '2f280c0daf89-4b6a-9e6f-2c6d-b9411a3d',
  '2f280c0daf894b6a9e6f2c6db9411a3d\n',
])('%j is no event id', (value) => {
  expect(normalizeEventId(value)).toBeNull();
});
