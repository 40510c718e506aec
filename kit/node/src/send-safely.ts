import { countDrop } from './kit-state.ts';
import type { SdkClient } from './sdk-types.ts';

/**
 * A hook of the service that throws costs its envelope, and no more. SDK 10 and 11 hand the exception on as an unhandled rejection, whose
 * report runs into the same hook: the event loop would never turn again. Majors 8 and 9 throw it at whoever captures.
 */
export function sendSafely(client: SdkClient): void {
  const send = client.sendEnvelope.bind(client);
  const dropped = (): object => {
    countDrop('hook_failed');
    return {};
  };
  client.sendEnvelope = (envelope) => {
    try {
      return Promise.resolve(send(envelope)).catch(dropped);
    } catch {
      return Promise.resolve(dropped());
    }
  };
}
