import { answerQuestions } from './helper-thread.ts';

export const answers = {
  add: (one: number, other: number) => one + other,
  later: async (value: string) => {
    await new Promise((resolve) => setImmediate(resolve));
    return value;
  },
  fail: (): string => {
    throw new Error('this always fails');
  },
  end: (): string => process.exit(1),
};

answerQuestions(answers);
