import { OUTCOME_REASONS } from '@garrison/protocol';
import type { RelationalChange } from '../../../store/index.ts';
import { type Log, readLogContainer } from '../../logs/read-logs.ts';
import { readJson } from '../../normalize/index.ts';
import { ACCEPTED, invalid, unreadable } from '../endings.ts';
import type { ItemEnding, Signal } from '../signal.ts';

/** Lines of logs, in containers of many. */
export const logs: Signal = {
  name: 'logs',
  items: ['log'],
  process(item, { rules, idSeed }) {
    const { scrubber, scrubIps } = rules;
    const context = { item, traceHeader: item.trace, scrubber, scrubIps, idSeed };
    const read = readLogContainer(readJson(item.payload)?.value, context);
    if (read === undefined) return unreadable(item);
    const { organizationId, projectId, receivedAt } = item;
    const place = { organizationId, projectId, receivedAt };
    const rows = read.logs.map(({ attributes, ...log }) => ({ ...log, ...place, ...attributes }));
    return {
      rows: { logs: rows },
      relational: releasesOf(read.logs, place),
      endings: endingsOf(read.logs.length, read.invalid, item.payload.length),
    };
  },
};

function endingsOf(accepted: number, refused: number, bytes: number): ItemEnding[] {
  const wrong = invalid(OUTCOME_REASONS.invalidLog);
  const bytesHow = accepted > 0 ? ACCEPTED : wrong;
  const endings: ItemEnding[] = [
    { category: 'log_item', quantity: accepted, ...ACCEPTED },
    { category: 'log_item', quantity: refused, ...wrong },
    { category: 'log_byte', quantity: bytes, ...bytesHow },
  ];
  return endings.filter(({ quantity }) => quantity > 0);
}

/** Each release and environment once, at its first time. */
function releasesOf(
  logs: readonly Log[],
  { organizationId, projectId }: { readonly organizationId: number; readonly projectId: number },
): RelationalChange[] {
  const named = logs.filter(({ release }) => release !== '');
  const groups = Map.groupBy(named, ({ release, environment }) => `${release}\n${environment}`);
  return [...groups.values()].flatMap(([first]) =>
    first === undefined
      ? []
      : [
          {
            kind: 'release_seen',
            row: {
              organizationId,
              projectId,
              release: first.release,
              environment: first.environment,
              at: Math.floor(first.timestamp),
            },
          } as const,
        ],
  );
}
