import { createContext, type ReactNode, Suspense, use, useCallback, useEffect, useRef, useState } from 'react';
import { focusBack, focusHolder } from '../parts/focus-back.ts';
import { part } from '../parts/part.ts';

const QuestionDialog = part(() => import('./question-dialog.tsx').then((file) => file.QuestionDialog));

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
      <Suspense fallback={null}>
        {question === undefined ? null : <QuestionDialog question={question} open={open} answer={close} />}
      </Suspense>
    </AskContext>
  );
}
