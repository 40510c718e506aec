import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ProjectKey } from '../../data/shapes.ts';

type Rate = ProjectKey['rateLimit'];

function whole(text: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text.trim()) ? Number(text) : undefined;
}

/** Both or neither; an empty form takes the limit away. */
export function readRate(count: string, window: string): Rate | undefined {
  if (count.trim() === '' && window.trim() === '') return null;
  const [events, seconds] = [whole(count), whole(window)];
  return events === undefined || seconds === undefined ? undefined : { count: events, window: seconds };
}

export function RateForm({ rate, save }: { rate: Rate; save: (rate: Rate) => void }) {
  const [count, setCount] = useState(String(rate?.count ?? ''));
  const [window, setWindow] = useState(String(rate?.window ?? '60'));
  const read = readRate(count, count.trim() === '' ? '' : window);
  return (
    <form
      className="rate"
      onSubmit={(event) => {
        event.preventDefault();
        if (read !== undefined) save(read);
      }}
    >
      <TextInput
        label="Events at most"
        placeholder="no limit"
        inputMode="numeric"
        value={count}
        error={read === undefined ? 'Two whole numbers, or leave this empty for no limit' : undefined}
        onChange={(event) => setCount(event.currentTarget.value)}
      />
      <TextInput
        label="in seconds"
        inputMode="numeric"
        value={window}
        onChange={(event) => setWindow(event.currentTarget.value)}
      />
      <Button type="submit" size="sm" variant="filled" disabled={read === undefined}>
        Save the limit
      </Button>
    </form>
  );
}
