import { Button, Modal } from '@mantine/core';
import { createContext, type ReactNode, use, useCallback, useEffect, useRef, useState } from 'react';
import { focusBack, focusHolder } from '../parts/focus-back.ts';

export interface Question {
  readonly title: string;
  readonly text: string;
  /** The verb on the button: what happens on yes. */
  readonly yes: string;
  readonly no?: string;
  readonly danger?: boolean;
}

/** Asks before what cannot be undone; true means go on. */
export type Ask = (question: Question) => Promise<boolean>;

const AskContext = createContext<Ask | undefined>(undefined);

export function useAsk(): Ask {
  const ask = use(AskContext);
  if (ask === undefined) throw new Error('There is no ConfirmProvider above.');
  return ask;
}

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [question, setQuestion] = useState<Question>();
  const [open, setOpen] = useState(false);
  const answer = useRef<(yes: boolean) => void>(undefined);
  const holder = useRef<Element>(null);
  const ask = useCallback<Ask>((next) => {
    holder.current = focusHolder();
    answer.current?.(false);
    setQuestion(next);
    setOpen(true);
    return new Promise((resolve) => {
      answer.current = resolve;
    });
  }, []);
  useEffect(() => {
    if (open || holder.current === null) return;
    focusBack(holder.current);
    holder.current = null;
  }, [open]);
  const close = (yes: boolean) => {
    setOpen(false);
    answer.current?.(yes);
    answer.current = undefined;
  };
  return (
    <AskContext value={ask}>
      {children}
      <Modal opened={open} onClose={() => close(false)} title={question?.title} zIndex={300}>
        <p>{question?.text}</p>
        <div className="row">
          <Button variant="filled" {...(question?.danger ? { color: 'danger' } : {})} onClick={() => close(true)}>
            {question?.yes}
          </Button>
          <Button onClick={() => close(false)}>{question?.no ?? 'Cancel'}</Button>
        </div>
      </Modal>
    </AskContext>
  );
}
