import { expect, it } from 'vitest';
import { filtersAt } from './pages.ts';

it('offers on each page only the filters that hold for all of it', () => {
  expect(filtersAt('/organizations/acme/issues/', 'acme')).toEqual(['project', 'environment', 'period']);
  expect(filtersAt('/organizations/acme/stats/', 'acme')).toEqual(['project', 'period']);
  expect(filtersAt('/organizations/acme/issues/7/', 'acme')).toEqual([]);
  expect(filtersAt('/settings/acme/projects/', 'acme')).toEqual([]);
});
