import {
  cloneElement,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  Suspense,
  useEffect,
  useId,
  useState,
} from 'react';
import { type Part, part } from '../part.ts';
import type { FloatProps } from './float.tsx';

const Float = part(() => import('./float.tsx').then((file) => file.Float));

export interface OpenState {
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
}

/** What a button gets to become one that opens something. */
interface OpenerProps {
  readonly id?: string;
  readonly ref?: (element: HTMLElement | null) => void;
  readonly onClick?: ((event: MouseEvent) => void) | undefined;
  readonly 'aria-haspopup'?: 'menu' | 'dialog';
  readonly 'aria-expanded'?: boolean;
  readonly 'aria-controls'?: string | undefined;
}

export interface FloatingProps extends Pick<FloatProps, 'kind' | 'position' | 'width'> {
  /** Opens on a click, unless it has an `onClick` of its own. */
  readonly button: ReactElement<OpenerProps>;
  /** Who holds whether it is open; without it, the part itself does. */
  readonly state?: OpenState;
  /** What the children are made of. It is loaded before anything opens, so that the focus finds it there. */
  readonly needs: Pick<Part<never>, 'load'>;
  readonly children: ReactNode;
}

/** True from the first opening on, when the code is there. */
function useLoaded(opened: boolean, load: () => Promise<unknown>): boolean {
  const [isLoaded, setLoaded] = useState(false);
  useEffect(() => {
    if (!opened || isLoaded) return;
    // A failure is ignored here: the data is requested again where it is shown, and the error is shown there.
    void Promise.allSettled([Float.load(), load()]).then(() => setLoaded(true));
  }, [opened, isLoaded, load]);
  return isLoaded;
}

/** A button with a menu or a small dialog. The button is there at once; the code of what floats comes later. */
export function Floating({ button, kind, state, needs, children, ...place }: FloatingProps) {
  const id = useId();
  const own = useState(false);
  const opened = state?.opened ?? own[0];
  const change = state?.onChange ?? own[1];
  const [target, setTarget] = useState<HTMLElement | null>(null);
  const isLoaded = useLoaded(opened, needs.load);
  return (
    <>
      {cloneElement(button, {
        id,
        ref: setTarget,
        onClick: button.props.onClick ?? (() => change(!opened)),
        'aria-haspopup': kind,
        'aria-expanded': opened,
        'aria-controls': opened ? `${id}-dropdown` : undefined,
      })}
      {isLoaded && target !== null ? (
        <Suspense fallback={null}>
          <Float id={id} kind={kind} target={target} opened={opened} onChange={change} {...place}>
            {children}
          </Float>
        </Suspense>
      ) : null}
    </>
  );
}
