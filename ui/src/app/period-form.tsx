import { Button, TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useClock } from '../parts/clock.tsx';
import { parsePeriod, type Period, PRESETS } from './period.ts';

interface PeriodFormProps {
  /** Undefined for a period between two times. */
  readonly chosen: string | undefined;
  readonly choose: (period: Period) => void;
}

/** A period as text or one of the usual ones. */
export function PeriodForm({ chosen, choose }: PeriodFormProps) {
  const clock = useClock();
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const submit = () => {
    const read = parsePeriod(text, { now: new Date(), utc: clock.utc });
    setError(read === undefined ? 'Try 2h, 14:00-14:20, or a pasted time' : undefined);
    if (read !== undefined) choose(read);
  };
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextInput
          aria-label="Period"
          placeholder="2h, 14:00-14:20, a pasted time"
          data-autofocus
          value={text}
          error={error}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </form>
      <Presets chosen={chosen} choose={choose} />
    </>
  );
}

function Presets({ chosen, choose }: PeriodFormProps) {
  return (
    <div className="choices">
      {PRESETS.map(({ value, label }) => (
        <Button
          key={value}
          variant="subtle"
          color="gray"
          justify="space-between"
          fullWidth
          aria-current={value === chosen ? 'true' : undefined}
          rightSection={value === chosen ? <IconCheck size={14} aria-hidden /> : null}
          onClick={() => choose({ statsPeriod: value })}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
