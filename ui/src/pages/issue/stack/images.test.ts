import { expect, it } from 'vitest';
import { imageOf } from './images.ts';

const images = [
  { code_file: '/usr/lib/libc.so', image_addr: '0x7fff00000000', image_size: 4096 },
  { code_file: '/app/game', image_addr: '0xffffffff80000000', image_size: 65_536 },
  { code_file: 'without a place' },
];
const at = (instructionAddr: string | null) => imageOf({ inApp: true, instructionAddr }, images)?.code_file;

it('finds the binary by the address, also above 2 to the 53', () => {
  expect(at('0x7fff00000010')).toBe('/usr/lib/libc.so');
  expect(at('0x7fff00001000')).toBeUndefined();
  expect(at('0xffffffff80000001')).toBe('/app/game');
  expect([at('nonsense'), at(null), at('0x')]).toEqual([undefined, undefined, undefined]);
});
