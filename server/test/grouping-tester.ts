import type { GarrisonServer } from '@garrison/testkit';
import { readEvent, type ShownEvent } from './read-back.ts';
import { sendEvent } from './send-event.ts';

export interface GroupingTester {
  /** Calls the API, expects success, and gives the answer's JSON. */
  call<T>(method: string, path: string, body?: object): Promise<T>;
  /** Makes the project if there is none, and sets options on it. */
  project(slug: string, options?: object): Promise<void>;
  /** Sends an event and waits until it is shown. */
  send(slug: string, event: object): Promise<ShownEvent>;
  /** The issue that such an event lands in. */
  issueOf(slug: string, event: object): Promise<string>;
  readonly issues: string;
}

/** For tests: what people do with grouping, over HTTP. */
export async function groupingTester(server: GarrisonServer): Promise<GroupingTester> {
  const organization = await server.organization();
  const send = async (slug: string, event: object): Promise<ShownEvent> => {
    const { id, response } = await sendEvent(await server.dsn(slug), { ...event });
    if (!response.ok) throw new Error(`the event was refused: ${response.status}`);
    return readEvent(server, slug, id);
  };
  const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await server.api(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  return {
    call,
    send,
    issues: `/api/0/organizations/${organization}/issues/`,
    async project(slug, options = {}) {
      await server.dsn(slug);
      await call('PUT', `/api/0/projects/${organization}/${slug}/`, options);
    },
    issueOf: async (slug, event) => (await send(slug, event)).groupID,
  };
}

/** An error at a place of its own: app and system hashes differ, and so do those of the two versions. */
export function errorAt(name: string): object {
  const frames = [
    { filename: 'lib.py', function: 'call', in_app: false },
    { filename: `${name}.py`, function: name, in_app: true },
  ];
  return { platform: 'python', exception: { values: [{ type: 'Error', value: name, stacktrace: { frames } }] } };
}
