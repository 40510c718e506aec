import { describe, expect, it } from 'vitest';
import { createUndoStack } from './undo.tsx';

describe('undo', () => {
  it('takes back the newest of several, then the one before', () => {
    const done: string[] = [];
    const stack = createUndoStack();
    const actions = ['first', 'second'].map((name) => {
      const take: () => boolean = stack.push(() => void (take() && done.push(name)));
      return take;
    });
    expect(actions).toHaveLength(2);
    expect([stack.runNewest(), stack.runNewest(), stack.runNewest()]).toEqual([true, true, false]);
    expect(done).toEqual(['second', 'first']);
  });

  it('does not run what was taken back by its own button', () => {
    const stack = createUndoStack();
    const take = stack.push(() => undefined);
    expect([take(), take(), stack.runNewest()]).toEqual([true, false, false]);
  });
});
