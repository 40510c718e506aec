import { tinykeys } from 'tinykeys';
import { useEffectEvent, useLayoutEffect } from 'react';
import { type Command, useCommandList } from './commands.tsx';

const STORE = 'garrison.keys.off';

/** Single keys can be turned off as a whole (WCAG 2.1.4); chords with a modifier stay. */
export function keysOff(): boolean {
  return localStorage.getItem(STORE) === 'true';
}

export function setKeysOff(off: boolean): void {
  localStorage.setItem(STORE, String(off));
}

/** Where a person types text; a checkbox takes no text. */
const EDITS = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]';
const FLOATS = '[role=dialog], [role=menu], [role=listbox]';

/** True when the key must not run the command now. */
function blocked(event: KeyboardEvent, { key = '', repeats = false, anywhere = false }: Command): boolean {
  if (event.isComposing || (event.repeat && !repeats)) return true;
  if (anywhere) return false;
  if (event.target instanceof Element && event.target.closest(`${EDITS}, ${FLOATS}`) !== null) return true;
  return keysOff() && key !== 'Escape' && !key.includes('$mod');
}

/** A sign such as `?` needs Shift on one layout and not on another: both are bound. */
function presses(key: string): string[] {
  return /^[^a-zA-Z0-9\s]$/.test(key) ? [key, `Shift+${key}`] : [key];
}

function keyBindings(commands: readonly Command[]): Record<string, (event: KeyboardEvent) => void> {
  const bindings: Record<string, (event: KeyboardEvent) => void> = {};
  for (const command of commands) {
    const { key } = command;
    if (key === undefined) continue;
    for (const press of presses(key)) {
      bindings[press] = (event) => {
        if (blocked(event, command)) return;
        event.preventDefault();
        command.run();
      };
    }
  }
  return bindings;
}

/** Bound anew only when the keys themselves change, so that a sequence such as `c m` survives a part of the page that loads in between. */
export function useKeyBindings(): void {
  const commands = useCommandList();
  const run = useEffectEvent((press: string, event: KeyboardEvent) => keyBindings(commands)[press]?.(event));
  const keys = JSON.stringify(Object.keys(keyBindings(commands)).toSorted());
  useLayoutEffect(() => {
    const presses = JSON.parse(keys) as string[];
    const bindings = presses.map((press) => [press, (event: KeyboardEvent) => run(press, event)]);
    // Without `ignore`, tinykeys drops keys on every input, also on a checkbox; `blocked` decides instead.
    return tinykeys(globalThis.window, Object.fromEntries(bindings), { ignore: () => false });
  }, [keys]);
}

const NAMES: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  Escape: 'Esc',
  Shift: '⇧',
};

/** A key as people read it: `$mod+k` → `⌘K` or `Ctrl+K`, `g i` → `g i`. */
export function keyLabel(key: string, mac = /Mac|iP(?:hone|ad)/.test(navigator.platform)): string {
  return key
    .split(' ')
    .map((press) =>
      press
        .split('+')
        .map((part) => (part === '$mod' ? (mac ? '⌘' : 'Ctrl') : (NAMES[part] ?? part)))
        .map((part, i, parts) => (parts.length > 1 && i > 0 ? part.toUpperCase() : part))
        .join(mac ? '' : '+'),
    )
    .join(' ');
}
