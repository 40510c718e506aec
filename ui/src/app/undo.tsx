import { createContext, type ReactNode, use, useState } from 'react';

/** Takes an action back. False when that failed and the person was told; a text adds to “Undone”. */
export type Undo = () => Promise<boolean | string>;

export interface UndoStack {
  /** Gives a function that takes this one action out of the stack, false when it was taken out before. */
  readonly push: (undo: () => void) => () => boolean;
  /** Runs the undo of the newest action; false when there is none. */
  readonly runNewest: () => boolean;
}

const STACK_MAX = 20;

export function createUndoStack(): UndoStack {
  const stack: (() => void)[] = [];
  return {
    push(undo) {
      stack.push(undo);
      if (stack.length > STACK_MAX) stack.shift();
      return () => {
        const index = stack.indexOf(undo);
        if (index === -1) return false;
        stack.splice(index, 1);
        return true;
      };
    },
    runNewest() {
      const newest = stack.at(-1);
      newest?.();
      return newest !== undefined;
    },
  };
}

const UndoContext = createContext<UndoStack | undefined>(undefined);

export function UndoProvider({ children }: { children: ReactNode }) {
  const [stack] = useState(createUndoStack);
  return <UndoContext value={stack}>{children}</UndoContext>;
}

export function useUndoStack(): UndoStack {
  const stack = use(UndoContext);
  if (stack === undefined) throw new Error('There is no UndoProvider above.');
  return stack;
}
