import { useClock } from '../../parts/clock.tsx';
import { formatExact, formatTime, zoneName } from '../../parts/format.ts';
import { seriesTotal } from '../../parts/chart/series.ts';
import type { OutcomeChart } from './outcomes.ts';

/** The same data as the chart, for reading and copying; the newest first, which is what one looks for. */
export function ChartTable({ times, series }: OutcomeChart) {
  const clock = useClock();
  return (
    <div className="table-scroll stats-table" tabIndex={0} role="group" aria-label="The chart as a table">
      <table className="table">
        <thead>
          <tr>
            <th>From ({zoneName(clock)})</th>
            <th className="number">received</th>
            {series.map(({ name }) => (
              <th key={name} className="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times.toReversed().map((time, back) => {
            const i = times.length - 1 - back;
            const total = seriesTotal(series, i);
            return (
              <tr key={time}>
                <td>{formatTime(new Date(time * 1000), clock)}</td>
                <td className="number">{total === null ? 'no data' : formatExact(total)}</td>
                {series.map(({ name, values }) => (
                  <td key={name} className="number">
                    {total === null ? '' : formatExact(values[i] ?? 0)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
