import { parentPort, type ResourceLimits, Worker } from 'node:worker_threads';
import { errorMessage } from '../errors.ts';

/** Functions that run in a thread of their own; `ask` calls one of them by its name. */
export interface HelperThread<Answers> {
  ask<Question extends keyof Answers & string>(
    question: Question,
    ...given: Given<Answers[Question]>
  ): Promise<Answered<Answers[Question]>>;
  /** What was asked before is still answered. */
  close(): Promise<void>;
}

type Given<Answer> = Answer extends (...given: infer Values) => unknown ? Values : never;
type Answered<Answer> = Answer extends (...given: never[]) => infer Value ? Awaited<Value> : never;

type ToHelper = { readonly id: number; readonly question: string; readonly given: readonly unknown[] } | 'close';
type FromHelper = { readonly id: number; readonly answer: unknown } | { readonly id: number; readonly failure: string };

interface Options {
  readonly name: string;
  /** The file that calls `answerQuestions`. */
  readonly entry: URL;
  readonly resourceLimits?: ResourceLimits;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/**
 * The thread starts with the first question. When it ends by an error (it needs too much memory, for example), what was asked fails,
 * and the next question starts it again.
 */
export function createHelperThread<Answers>(options: Options): HelperThread<Answers> {
  let running: Running | undefined;
  return {
    ask(question, ...given) {
      running ??= start(options, () => (running = undefined));
      // The thread answers with what the function of this name gives.
      return running.ask(question, given) as Promise<Answered<Answers[typeof question]>>;
    },
    close: async () => running?.close(),
  };
}

/** One question, in a thread that ends afterwards and returns its memory. */
export async function askOnce<Answers, Question extends keyof Answers & string>(
  options: Options,
  question: Question,
  ...given: Given<Answers[Question]>
): Promise<Answered<Answers[Question]>> {
  const thread = createHelperThread<Answers>(options);
  try {
    return await thread.ask(question, ...given);
  } finally {
    await thread.close();
  }
}

interface Running {
  ask(question: string, given: readonly unknown[]): Promise<unknown>;
  close(): Promise<void>;
}

function start({ name, entry, resourceLimits }: Options, onEnd: () => void): Running {
  const thread = new Worker(entry, { name, ...(resourceLimits !== undefined && { resourceLimits }) });
  const waiting = new Map<number, Waiting>();
  const ended = Promise.withResolvers<void>();
  const tell = (message: ToHelper): void => thread.postMessage(message);
  let lastId = 0;
  let fault: unknown;
  thread.on('message', (message: FromHelper) => {
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if ('failure' in message) asked?.reject(new Error(`${name}: ${message.failure}`));
    else asked?.resolve(message.answer);
  });
  thread.on('error', (error) => (fault = error));
  thread.on('exit', () => {
    onEnd();
    for (const asked of waiting.values()) asked.reject(new Error(`${name}: the thread has ended`, { cause: fault }));
    waiting.clear();
    ended.resolve();
  });
  return {
    ask: (question, given) =>
      new Promise((resolve, reject) => {
        waiting.set(++lastId, { resolve, reject });
        tell({ id: lastId, question, given });
      }),
    close() {
      tell('close');
      return ended.promise;
    },
  };
}

/** In the thread: answers the questions one after the other, in the order in which they were asked. */
export function answerQuestions(answers: object): void {
  if (parentPort === null) throw new Error('answerQuestions runs in a worker thread only');
  const port = parentPort;
  const functions = new Map<string, (...given: readonly unknown[]) => unknown>(Object.entries(answers));
  let last: Promise<void> = Promise.resolve();
  const answer = async ({ id, question, given }: Exclude<ToHelper, 'close'>): Promise<void> => {
    let message: FromHelper;
    try {
      message = { id, answer: await functions.get(question)?.(...given) };
    } catch (error) {
      message = { id, failure: errorMessage(error) };
    }
    port.postMessage(message);
  };
  port.on('message', (message: ToHelper) => {
    last = last.then(() => (message === 'close' ? port.close() : answer(message)));
  });
}
