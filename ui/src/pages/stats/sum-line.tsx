import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { Fragment } from 'react';
import type { OutcomeStats } from '../../data/shapes.ts';
import { formatCount, formatExact } from '../../parts/format.ts';
import { levelClass } from '../../parts/level.tsx';
import { outcomeTone, outcomeTotals, outcomeWord, sumMismatch } from './outcomes.ts';

/** “received = accepted + …”, with a warning when the parts do not add up. */
export function SumLine({ stats }: { stats: OutcomeStats }) {
  const totals = outcomeTotals(stats);
  const received = totals.reduce((sum, { quantity }) => sum + quantity, 0);
  const mismatch = sumMismatch(stats);
  return (
    <p className="sum panel">
      <span className="sum-part">
        <strong className="sum-number" title={formatExact(received)}>
          {formatCount(received)}
        </strong>{' '}
        received
      </span>
      {totals.map(({ outcome, quantity }, i) => (
        <Fragment key={outcome}>
          <span className="faint">{i === 0 ? '=' : '+'}</span>
          <span className={`sum-part ${levelClass(outcomeTone(outcome))}`}>
            <strong className="sum-number level" title={formatExact(quantity)}>
              {formatCount(quantity)}
            </strong>{' '}
            {outcomeWord(outcome)}
          </span>
        </Fragment>
      ))}
      {mismatch === 0 ? (
        <span className="good" title="The parts add up to what was received">
          <IconCheck size={16} aria-label="The parts add up" />
        </span>
      ) : (
        <span className="level level-warning">
          <IconAlertTriangle size={16} aria-hidden /> {formatExact(Math.abs(mismatch))} of these are not in the chart
        </span>
      )}
    </p>
  );
}
