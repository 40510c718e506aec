import { useState } from 'react';
import type { FrameMode } from './fold.ts';

export interface StackView {
  readonly mode: FrameMode;
  readonly newestFirst: boolean;
  /** As the SDK sent it, before source maps and in-app rules. */
  readonly raw: boolean;
}

const STORE = 'garrison.stack';
const DEFAULT: StackView = { mode: 'app', newestFirst: true, raw: false };

function stored(): StackView {
  try {
    return { ...DEFAULT, ...(JSON.parse(localStorage.getItem(STORE) ?? '{}') as Partial<StackView>), raw: false };
  } catch {
    return DEFAULT;
  }
}

/** How a person reads stacks is remembered; raw is a look, not a habit. */
export function useStackView(): [StackView, (change: Partial<StackView>) => void] {
  const [view, setView] = useState(stored);
  return [
    view,
    (change) => {
      const next = { ...view, ...change };
      localStorage.setItem(STORE, JSON.stringify(next));
      setView(next);
    },
  ];
}
