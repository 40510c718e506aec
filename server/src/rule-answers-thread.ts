import { groupingAnswers } from './grouping-answers.ts';
import { ownershipAnswers } from './ownership-answers.ts';
import { answerQuestions } from './platform/index.ts';
import { scrubbingAnswers } from './scrubbing-answers.ts';

/** The entry of the thread that answers questions about grouping, scrubbing and ownership rules. */
answerQuestions({ ...groupingAnswers, ...scrubbingAnswers, ...ownershipAnswers });
