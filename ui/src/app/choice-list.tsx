import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';

const SHOWN_MAX = 100;

export interface ChoiceListProps {
  readonly all: string;
  readonly noun: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: readonly string[];
  readonly choose: (values: readonly string[]) => void;
}

/** Options to tick, with a box that finds them; many are shown in part, which is said. */
export function ChoiceList({ all, noun, options, chosen, choose }: ChoiceListProps) {
  const [text, setText] = useState('');
  const found = options.filter(({ label }) => label.toLowerCase().includes(text.toLowerCase()));
  const shown = found.slice(0, SHOWN_MAX);
  return (
    <>
      <TextInput
        aria-label={`Find ${noun}`}
        placeholder={`Find ${noun}`}
        value={text}
        data-autofocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className="choices">
        {shown.map(({ value, label }) => (
          <Checkbox
            key={value}
            label={label}
            checked={chosen.includes(value)}
            onChange={(event) =>
              choose(event.currentTarget.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }
          />
        ))}
        {found.length === 0 ? <p className="muted">No match.</p> : null}
        {found.length > shown.length ? (
          <p className="muted">{found.length - shown.length} more: type to find them.</p>
        ) : null}
      </div>
      <Button fullWidth disabled={chosen.length === 0} onClick={() => choose([])}>
        {all}
      </Button>
    </>
  );
}
