import { part } from '../part.ts';
import { Floating, type FloatingProps } from './floating.tsx';
import type { MenuEntry } from './entries.tsx';

const Entries = part(() => import('./entries.tsx').then((file) => file.Entries));

export interface MenuButtonProps extends Omit<FloatingProps, 'kind' | 'needs' | 'children'> {
  readonly entries: readonly MenuEntry[];
}

/** A button with a menu of things to do. */
export function MenuButton({ entries, ...floating }: MenuButtonProps) {
  return (
    <Floating kind="menu" needs={Entries} {...floating}>
      <Entries entries={entries} />
    </Floating>
  );
}
