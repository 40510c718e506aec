import { expect, it } from 'vitest';
import { addressesOf, inlineMapOf, mapReferenceIn, resolveAddress } from './file-address.ts';

it.each([
  [
    'https://shop.example/app.js?v=1#top',
    ['https://shop.example/app.js?v=1', 'https://shop.example/app.js', '~/app.js?v=1', '~/app.js'],
  ],
  ['async https://shop.example/app.js', ['https://shop.example/app.js', '~/app.js']],
  ['app:///dist/main.js', ['app:///dist/main.js', '~/dist/main.js']],
  ['/srv/app/main.js', ['/srv/app/main.js', '~/srv/app/main.js']],
])('%s may have been uploaded as', (path, addresses) => {
  expect(addressesOf(path)).toEqual(addresses);
});

it.each([
  ['app.js.map', '~/assets/app.js', '~/assets/app.js.map'],
  ['../maps/app.js.map', '~/assets/app.js', '~/maps/app.js.map'],
  ['/maps/app.js.map', 'https://shop.example/assets/app.js', 'https://shop.example/maps/app.js.map'],
  ['https://cdn.example/app.js.map', '~/app.js', 'https://cdn.example/app.js.map'],
  ['../../../../etc/passwd', '~/app.js', '~/etc/passwd'],
])('%s in %s leads to %s', (reference, from, address) => {
  expect(resolveAddress(reference, from)).toBe(address);
});

it('reads the last reference of a file, and the map in it', () => {
  const map = Buffer.from('{"version":3}').toString('base64');
  const text = `run();\n//# sourceMappingURL=old.js.map\n//# sourceMappingURL=data:application/json;base64,${map}\n`;
  expect(inlineMapOf(mapReferenceIn(text) ?? '')).toBe('{"version":3}');
  expect(mapReferenceIn('a{}\n/*# sourceMappingURL=app.css.map */')).toBe('app.css.map');
  expect(inlineMapOf('app.js.map')).toBeUndefined();
  expect(inlineMapOf('data:application/json,%7B%7D')).toBe('{}');
});
