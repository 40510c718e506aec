import { type GarrisonServer, poll } from '@garrison/testkit';

/** An event as the API shows it: Sentry's shape, as far as the tests look. */
export interface ShownEvent {
  readonly eventID: string;
  readonly groupID: string;
  readonly title: string;
  readonly platform: string;
  readonly entries: readonly { readonly type: string; readonly data: Record<string, unknown> }[];
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  readonly user: { readonly id?: string; readonly email?: string } | null;
  readonly sdk: { readonly name: string; readonly version: string } | null;
  readonly release: { readonly version: string } | null;
  readonly context: Record<string, unknown>;
  readonly userReport: { readonly comments: string } | null;
}

export interface ShownException {
  readonly type: string | null;
  readonly value: string | null;
  readonly mechanism: { readonly handled?: boolean } | null;
  readonly stacktrace: {
    readonly frames: readonly {
      readonly function: string | null;
      readonly inApp: boolean;
      readonly context: readonly [number, string][];
    }[];
  } | null;
}

const VISIBLE_WITHIN_MS = 30_000;

/** Asks for a path until it is there. */
export async function readBack<T>(
  server: GarrisonServer,
  path: string,
  ready: (value: T) => boolean = () => true,
): Promise<T> {
  let last = '';
  return poll(
    async () => {
      const response = await server.api(path);
      last = `${response.status} ${await response.clone().text()}`.slice(0, 500);
      if (!response.ok) return undefined;
      const value = (await response.json()) as T;
      return ready(value) ? value : undefined;
    },
    { timeoutMs: VISIBLE_WITHIN_MS, everyMs: 50, describe: () => `${path}: ${last}\n${server.program.output()}` },
  ) as Promise<T>;
}

export async function readEvent(server: GarrisonServer, project: string, eventId: string): Promise<ShownEvent> {
  return readBack(server, `/api/0/projects/${await server.organization()}/${project}/events/${eventId}/`);
}

export function entryOf<T>(event: ShownEvent, type: string): T {
  const entry = event.entries.find((candidate) => candidate.type === type);
  if (entry === undefined)
    throw new Error(`event ${event.eventID} has no entry ${type}: ${event.entries.map((one) => one.type).join(', ')}`);
  return entry.data as T;
}

export function tagsOf(event: ShownEvent): Record<string, string> {
  return Object.fromEntries(event.tags.map(({ key, value }) => [key, value]));
}
