import { Button, Modal } from '@mantine/core';
import type { Question } from './confirm.tsx';

interface QuestionDialogProps {
  readonly question: Question;
  readonly open: boolean;
  readonly answer: (yes: boolean) => void;
}

export function QuestionDialog({ question, open, answer }: QuestionDialogProps) {
  const { title, text, yes, no = 'Cancel', danger = false } = question;
  return (
    <Modal opened={open} onClose={() => answer(false)} title={title} zIndex={300}>
      <p>{text}</p>
      <div className="row">
        <Button variant="filled" {...(danger ? { color: 'danger' } : {})} onClick={() => answer(true)}>
          {yes}
        </Button>
        <Button onClick={() => answer(false)}>{no}</Button>
      </div>
    </Modal>
  );
}
