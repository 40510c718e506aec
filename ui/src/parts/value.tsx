import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { SafeText } from './safe-text.tsx';
import { allRemarks, type Meta, metaAt } from './remarks.ts';

const LONG = 600;

/** A chip per remark: what was hidden or shortened is said where it was. */
export function Remarks({ meta }: { meta: Meta }) {
  const texts = [...new Set(allRemarks(meta).map(({ text }) => text))];
  return texts.map((text) => (
    <span key={text} className="remark" title={text}>
      {text}
    </span>
  ));
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === undefined) return '';
  return JSON.stringify(value, null, 2);
}

/** A text that may be huge: its beginning, and the rest on demand. */
export function LongText({ text, className, max = LONG }: { text: string; className?: string; max?: number }) {
  const [all, setAll] = useState(false);
  const long = text.length > max;
  return (
    <>
      <SafeText className={className} text={long && !all ? `${text.slice(0, max)}…` : text} />
      {long ? (
        <Button
          variant="subtle"
          onClick={(event) => {
            // Within a summary a click would fold what is being read.
            event.preventDefault();
            setAll(!all);
          }}
        >
          {all ? 'Less' : `All ${text.length.toLocaleString('en')} characters`}
        </Button>
      ) : null}
    </>
  );
}

/** Any value of an event, as text: hostile by assumption, so never as markup. */
export function Value({ value, meta }: { value: unknown; meta?: Meta }) {
  return (
    <>
      <LongText text={asText(value)} className={value === null || value === undefined ? 'value faint' : 'value'} />{' '}
      <Remarks meta={meta} />
    </>
  );
}

export interface KeyValue {
  readonly key: string;
  readonly value: unknown;
  readonly meta?: Meta;
}

/** The pairs of an object with the remarks on each, without what is absent. */
export function pairsOf(object: Readonly<Record<string, unknown>> | null | undefined, meta?: unknown): KeyValue[] {
  const present = Object.entries(object ?? {}).filter(([, value]) => value !== undefined);
  return present.map(([key, value]) => ({ key, value, meta: metaAt(meta, key) }));
}

/** Two columns; on a phone the key stands above its value. */
export function KeyValues({ pairs, empty }: { pairs: readonly KeyValue[]; empty?: ReactNode }) {
  if (pairs.length === 0) return <p className="muted">{empty ?? 'Nothing was sent.'}</p>;
  return (
    <dl className="pairs">
      {pairs.map(({ key, value, meta }, i) => (
        <div key={`${key}-${i}`} className="pair">
          <dt>{key}</dt>
          <dd>
            <Value value={value} meta={meta} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
