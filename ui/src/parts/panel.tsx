import { type ReactNode, useEffect, useRef } from 'react';
import { Boundary } from './problem.tsx';

interface PanelProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  /** Without padding, for lists that reach the edge. */
  readonly flush?: boolean;
  readonly id?: string;
}

/** A part of a page that can fail alone. */
export function Panel({ title, aside, children, flush = false, id }: PanelProps) {
  const section = useRef<HTMLElement>(null);
  // A link to this part may arrive before the part does.
  useEffect(() => {
    if (id !== undefined && location.hash === `#${id}`) section.current?.scrollIntoView();
  }, [id]);
  return (
    <section className="panel" ref={section} id={id} aria-label={title}>
      <div className="panel-head">
        <h2>{title}</h2>
        {aside}
      </div>
      <div className={flush ? undefined : 'panel-body'}>
        <Boundary what={title}>{children}</Boundary>
      </div>
    </section>
  );
}
