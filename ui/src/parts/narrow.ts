import { useMediaQuery } from '@mantine/hooks';

/** A phone: one column, cards for rows, sheets for menus. */
export function useNarrow(): boolean {
  return useMediaQuery('(width < 48em)', undefined, { getInitialValueInEffect: false });
}
