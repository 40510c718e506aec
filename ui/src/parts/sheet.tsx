import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';

interface SheetProps {
  readonly title: string;
  readonly opened: boolean;
  readonly close: () => void;
  readonly closeOnEscape: boolean;
  readonly children: ReactNode;
}

/** Comes from the bottom of a phone, over the page. */
export function Sheet({ title, opened, close, closeOnEscape, children }: SheetProps) {
  return (
    <Drawer opened={opened} onClose={close} closeOnEscape={closeOnEscape} position="bottom" title={title}>
      {children}
    </Drawer>
  );
}
