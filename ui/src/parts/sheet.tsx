import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFocusBack } from './focus-back.ts';

interface SheetProps {
  readonly title: string;
  readonly close: () => void;
  readonly closeOnEscape: boolean;
  readonly children: ReactNode;
}

/** Comes from the bottom of a phone, over the page. Rendered only while it is open. */
export function Sheet({ title, close, closeOnEscape, children }: SheetProps) {
  useFocusBack();
  return (
    <Drawer opened onClose={close} closeOnEscape={closeOnEscape} position="bottom" title={title}>
      {children}
    </Drawer>
  );
}
