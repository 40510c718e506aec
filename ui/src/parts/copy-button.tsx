import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { copyText } from './copy.ts';

interface CopyButtonProps {
  /** Asked at the click, so that it may hold the time of it. */
  readonly text: () => string;
  readonly children?: string;
  /** For those who do not see what it stands beside. */
  readonly label?: string;
  readonly subtle?: boolean;
}

type State = 'ready' | 'copied' | 'failed';
const SHOWN_MS = 1500;

export function CopyButton({ text, children = 'Copy', label, subtle = false }: CopyButtonProps) {
  const [state, setState] = useState<State>('ready');
  useEffect(() => {
    if (state === 'ready') return;
    const timer = setTimeout(() => setState('ready'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () => {
    copyText(text()).then(
      () => setState('copied'),
      () => setState('failed'),
    );
  };
  const words = { ready: children, copied: 'Copied', failed: 'Not allowed' };
  return (
    <Button
      variant={subtle ? 'subtle' : 'default'}
      leftSection={state === 'copied' ? <IconCheck size={14} /> : <IconCopy size={14} />}
      onClick={copy}
      aria-label={label}
    >
      {words[state]}
    </Button>
  );
}
