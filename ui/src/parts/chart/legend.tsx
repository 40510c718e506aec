import './legend.css';

interface LegendProps {
  /** `colour`: the name of a CSS variable. `total`: shown behind the name. */
  readonly series: readonly { readonly name: string; readonly colour: string; readonly total?: string }[];
}

/** The names of a chart's series beside their colours. */
export function Legend({ series }: LegendProps) {
  return (
    <ul className="legend">
      {series.map(({ name, colour, total }) => (
        <li key={name}>
          <span className="legend-key" style={{ background: `var(${colour})` }} />
          {name}
          {total === undefined ? null : ` ${total}`}
        </li>
      ))}
    </ul>
  );
}
