import { useEffect, useState } from 'react';

/** What has the focus, or, inside a menu that is about to go, what opened the menu. */
export function focusHolder(): Element | null {
  const menu = document.activeElement?.closest('[role=menu]');
  if (menu === null || menu === undefined) return document.activeElement;
  return document.querySelector(`[aria-controls="${CSS.escape(menu.id)}"]`);
}

/** To what had the focus, or to the page's content when that is gone. */
export function focusBack(holder: Element | null): void {
  const target = holder?.isConnected && holder !== document.body ? holder : document.querySelector('#content');
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
}

/** On nothing in particular: the document, or the page's content as a whole. */
export function focusIsLost(): boolean {
  const active = document.activeElement;
  return active === null || active === document.body || active.id === 'content';
}

/** For what is rendered only while it is open: the focus goes back when it closes, unless it went on already. */
export function useFocusBack(): void {
  const [holder] = useState(focusHolder);
  useEffect(
    () => () => {
      if (focusIsLost()) focusBack(holder);
    },
    [holder],
  );
}
