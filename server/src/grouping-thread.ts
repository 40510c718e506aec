import { parentPort } from 'node:worker_threads';
import { errorMessage } from './errors.ts';
import { groupingAnswers } from './grouping-answers.ts';
import type { FromGroupingThread, ToGroupingThread } from './grouping-desk.ts';
import { ownershipAnswers } from './ownership-answers.ts';
import { scrubbingAnswers } from './scrubbing-answers.ts';

/** The entry of the thread that answers questions about grouping, scrubbing and ownership, one after the other. */
if (parentPort === null) throw new Error('grouping-thread.ts runs in a worker thread only');
const port = parentPort;
const ANSWERS = { ...groupingAnswers, ...scrubbingAnswers, ...ownershipAnswers };
const tell = (message: FromGroupingThread): void => port.postMessage(message);

port.on('message', (message: ToGroupingThread) => {
  if (message === 'close') return port.close();
  const { id, question, given } = message;
  // The other side's types pair each question with what it is given.
  const answer = ANSWERS[question] as (...given: readonly unknown[]) => unknown;
  try {
    tell({ id, answer: answer(...given) });
  } catch (error) {
    tell({ id, failure: errorMessage(error) });
  }
});
