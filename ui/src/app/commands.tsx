import { createContext, type ReactNode, use, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';

/** One thing a person can do here. The keys, the palette and the `?` sheet all read the same list. */
export interface Command {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  /** As tinykeys writes it: `e`, `g i`, `$mod+k`. */
  readonly key?: string;
  /** Destructive ones come last in the palette. */
  readonly danger?: boolean;
  /** Moves like `j` make no sense as a palette row. */
  readonly keyOnly?: boolean;
  /** A held key runs it again and again: for moves only. */
  readonly repeats?: boolean;
  /** The key also works while typing text and in dialogs. */
  readonly anywhere?: boolean;
  readonly run: () => void;
}

export interface CommandRegistry {
  readonly add: (commands: readonly Command[]) => () => void;
  /** The page's own first; where both bind a key, the page's command stands and the shell's is gone. */
  readonly list: () => readonly Command[];
  readonly subscribe: (listener: () => void) => () => void;
}

const SHELL_GROUPS: ReadonlySet<string> = new Set(['Filters', 'Go to', 'Everywhere']);

function createCommandRegistry(): CommandRegistry {
  const sets: (readonly Command[])[] = [];
  const listeners = new Set<() => void>();
  let current: readonly Command[] = [];
  const changed = () => {
    const own = sets.flat().filter(({ group }) => !SHELL_GROUPS.has(group));
    const taken = new Set(own.map(({ key }) => key).filter((key) => key !== undefined));
    const shell = sets
      .flat()
      .filter(({ group, key }) => SHELL_GROUPS.has(group) && !(key !== undefined && taken.has(key)));
    current = [...own, ...shell];
    for (const listener of listeners) listener();
  };
  return {
    list: () => current,
    add(commands) {
      sets.push(commands);
      changed();
      return () => {
        sets.splice(sets.indexOf(commands), 1);
        changed();
      };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const RegistryContext = createContext<CommandRegistry | undefined>(undefined);

export function CommandProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(createCommandRegistry);
  return <RegistryContext value={registry}>{children}</RegistryContext>;
}

function useRegistry(): CommandRegistry {
  const registry = use(RegistryContext);
  if (registry === undefined) throw new Error('There is no CommandProvider above.');
  return registry;
}

export function useCommandList(): readonly Command[] {
  const registry = useRegistry();
  return useSyncExternalStore(registry.subscribe, registry.list);
}

/** Offers commands while the component is mounted. `run` is always the one of the last render, also for keys pressed before it was painted. */
export function useCommands(commands: readonly Command[]): void {
  const registry = useRegistry();
  const latest = useRef(commands);
  useLayoutEffect(() => {
    latest.current = commands;
  });
  const signature = JSON.stringify(commands.map(({ run: _run, ...command }) => command));
  useLayoutEffect(
    () =>
      registry.add(
        latest.current.map((command) => ({
          ...command,
          run: () => latest.current.find(({ id }) => id === command.id)?.run(),
        })),
      ),
    [registry, signature],
  );
}
