import type { Static } from 'typebox';
import type { EventDetail } from './event-schema.ts';
import { errorMessage } from '../../errors.ts';

type EventErrors = Static<typeof EventDetail>['errors'];

/** Makes the parts of an event's answer. When making a part throws, only this part is missing, and `errors` of the answer says so. */
export interface Shown {
  readonly errors: EventErrors;
  /** Notes that a part is missing. */
  lost(name: string, reason: string): void;
  part<Part>(name: string, otherwise: Part, make: () => Part): Part;
}

export function createShown(): Shown {
  const errors: EventErrors = [];
  const lost = (name: string, reason: string): void => {
    errors.push({ type: 'not_shown', message: `The ${name} of this event cannot be shown`, data: { name, reason } });
  };
  return {
    errors,
    lost,
    part(name, otherwise, make) {
      try {
        return make();
      } catch (error) {
        lost(name, errorMessage(error));
        return otherwise;
      }
    },
  };
}
