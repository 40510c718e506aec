import { systemClock } from './platform/index.ts';
import { checkScrubbing, previewScrubbing, type PiiProblem, type ProjectSettings } from './process/index.ts';

export interface ScrubbingPreview {
  readonly errors: readonly PiiProblem[];
  /** What would be stored, with its remarks in `_meta`. */
  readonly event: Readonly<Record<string, unknown>>;
}

/** What people may ask of scrubbing. Rules are compiled at each question: people ask rarely, and see what holds now. */
export const scrubbingAnswers = {
  validateScrubbing: (relayPiiConfig: string): readonly PiiProblem[] => checkScrubbing(relayPiiConfig),

  previewScrubbing(settings: ProjectSettings, event: Readonly<Record<string, unknown>>): ScrubbingPreview {
    const errors = settings.scrubbing.advanced.flatMap(checkScrubbing);
    return { errors, event: { ...previewScrubbing(settings, event, systemClock()) } };
  },
};
