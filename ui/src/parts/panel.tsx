import type { ReactNode } from 'react';
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
  return (
    <section className="panel" id={id} aria-label={title}>
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
