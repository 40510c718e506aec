import type { EventDetail, Pairs, RequestData } from '../../data/shapes.ts';
import { Panel } from '../../parts/panel.tsx';
import { entryMeta, type Meta, metaAt } from '../../parts/remarks.ts';
import { KeyValues, type KeyValue, Value } from '../../parts/value.tsx';

function list(pairs: Pairs | string | null | undefined, meta: Meta): KeyValue[] {
  if (pairs === null || pairs === undefined || pairs === '') return [];
  if (typeof pairs === 'string') return [{ key: 'query', value: pairs, meta }];
  return pairs.map(([key, value], i) => ({ key, value, meta: metaAt(meta, i, 1) }));
}

function Part({ title, pairs }: { title: string; pairs: readonly KeyValue[] }) {
  if (pairs.length === 0) return null;
  return (
    <details className="part" open={pairs.length <= 12}>
      <summary>
        {title} · {pairs.length}
      </summary>
      <KeyValues pairs={pairs} />
    </details>
  );
}

/** Method and address in one line that a person can read; a query in `url` is not said twice. */
function addressOf(request: RequestData): string {
  return `${request.method ?? 'GET'} ${request.url ?? '(no URL)'}`;
}

export function RequestPanel({ event }: { event: EventDetail }) {
  const index = event.entries.findIndex(({ type }) => type === 'request');
  const entry = event.entries[index];
  if (entry?.type !== 'request') return null;
  const request = entry.data;
  const meta = entryMeta(event, index, 'request');
  const env = Object.entries(request.env ?? {}).map(([key, value]) => ({
    key,
    value,
    meta: metaAt(meta, 'env', key),
  }));
  return (
    <Panel title="Request">
      <p className="mono request-line">
        <Value value={addressOf(request)} meta={metaAt(meta, 'url')} />
      </p>
      <Part title="Query" pairs={list(request.query, metaAt(meta, 'query') ?? metaAt(meta, 'query_string'))} />
      {request.data === null || request.data === undefined || request.data === '' ? null : (
        <details className="part" open>
          <summary>Body</summary>
          <Value value={request.data} meta={metaAt(meta, 'data')} />
        </details>
      )}
      <Part title="Headers" pairs={list(request.headers, metaAt(meta, 'headers'))} />
      <Part title="Cookies" pairs={list(request.cookies, metaAt(meta, 'cookies'))} />
      <Part title="Environment" pairs={env} />
    </Panel>
  );
}
