import { type FloatingPosition, Menu, Popover } from '@mantine/core';
import { type ReactNode, type Ref, useEffect, useEffectEvent, useLayoutEffect, useState } from 'react';

export interface FloatProps {
  readonly kind: 'menu' | 'dialog';
  /** Of the button that is there already. */
  readonly id: string;
  readonly target: HTMLElement;
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
  readonly position?: FloatingPosition;
  readonly width?: number;
  readonly children: ReactNode;
}

/** Passes on the element of the button, which another component renders. */
function Target({ ref, element, onReady }: { ref?: Ref<HTMLElement>; element: HTMLElement; onReady: () => void }) {
  const ready = useEffectEvent(onReady);
  useLayoutEffect(() => {
    if (typeof ref === 'function') ref(element);
  }, [ref, element]);
  useEffect(() => ready(), []);
  return null;
}

/** What opens below a button. Closed at first, so that opening is a change: Mantine then notes where the focus was. */
export function Float({ kind, target, opened, children, ...rest }: FloatProps) {
  const [ready, setReady] = useState(false);
  const isOpen = opened && ready;
  const button = <Target element={target} onReady={() => setReady(true)} />;
  if (kind === 'menu') {
    return (
      <Menu opened={isOpen} {...rest}>
        <Menu.Target>{button}</Menu.Target>
        <Menu.Dropdown>{children}</Menu.Dropdown>
      </Menu>
    );
  }
  return (
    <Popover opened={isOpen} trapFocus returnFocus {...rest}>
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown>{children}</Popover.Dropdown>
    </Popover>
  );
}
