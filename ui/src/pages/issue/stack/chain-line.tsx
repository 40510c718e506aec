import { Fragment } from 'react';
import { SafeText } from '../../../parts/safe-text.tsx';
import type { ChainLink } from './chain.ts';

/** More links than these are counted in the middle. */
const SHOWN_MAX = 5;

export function exceptionId(index: number): string {
  return `exception-${index}`;
}

function open(index: number): void {
  const block = document.querySelector(`#${exceptionId(index)}`);
  if (!(block instanceof HTMLDetailsElement)) return;
  block.open = true;
  block.scrollIntoView({ block: 'nearest' });
  block.querySelector('summary')?.focus();
}

function Link({ link }: { link: ChainLink }) {
  return (
    <button type="button" className="chain-link" onClick={() => open(link.index)}>
      <SafeText text={link.exception.type ?? '(no type)'} />
      {link.root ? <span className="chip">root cause</span> : null}
    </button>
  );
}

/** The whole chain in one line: what was raised last, then its causes. Each name opens its part below. */
export function ChainLine({ chain }: { chain: readonly ChainLink[] }) {
  if (chain.length < 2) return null;
  const left = chain.length - SHOWN_MAX;
  const shown = left > 0 ? [...chain.slice(0, 2), ...chain.slice(2 - SHOWN_MAX)] : chain;
  return (
    <div className="chain" role="group" aria-label="Chain of exceptions">
      {shown.map((link, i) => (
        <Fragment key={link.index}>
          {i === 0 ? null : <span className="muted">{link.relation === 'contains' ? 'contains' : 'caused by'}</span>}
          {left > 0 && i === 2 ? <span className="muted">{left} more, then</span> : null}
          <Link link={link} />
        </Fragment>
      ))}
    </div>
  );
}
