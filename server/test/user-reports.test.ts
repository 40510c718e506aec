import { randomUUID } from 'node:crypto';
import { type GarrisonServer, startGarrisonServer } from '@garrison/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBack, readEvent } from './read-back.ts';
import { sendEvent, sendItem } from './send-event.ts';

interface ShownReport {
  readonly eventID: string;
  readonly comments: string;
  readonly issue: { readonly id: string } | null;
}
interface ShownIssue {
  readonly id: string;
  readonly userReportCount: number;
}

const COMMENTS = 'The cart was empty';
const newId = (): string => randomUUID().replaceAll('-', '');

let server: GarrisonServer;
let organization: string;
beforeAll(async () => {
  server = await startGarrisonServer();
  organization = await server.organization();
});
afterAll(() => server.stop());

const KINDS = {
  user_report: (eventId: string) => ({ event_id: eventId, name: 'Ann', email: 'ann@acme.example', comments: COMMENTS }),
  feedback: (eventId: string) => ({
    contexts: { feedback: { message: COMMENTS, name: 'Ann', associated_event_id: eventId } },
  }),
};

async function report(dsn: string, type: keyof typeof KINDS, eventId: string): Promise<void> {
  const id = type === 'user_report' ? eventId : newId();
  const { response } = await sendItem(dsn, { id, type, payload: { ...KINDS[type](eventId) } });
  expect(response.status).toBe(200);
}

/** The project's only report, once it is as it should be. */
async function shown(project: string, ready: (one: ShownReport) => boolean): Promise<ShownReport | undefined> {
  const path = `/api/0/projects/${organization}/${project}/user-feedback/`;
  const reports = await readBack<ShownReport[]>(server, path, (all) => all[0] !== undefined && ready(all[0]));
  expect(reports).toHaveLength(1);
  return reports[0];
}

describe.each(['user_report', 'feedback'] as const)('a %s', (type) => {
  it('that comes after its event belongs to the event’s issue', async () => {
    const project = `late-${type.replace('_', '-')}`;
    const dsn = await server.dsn(project);
    const { id } = await sendEvent(dsn, { message: 'no cart' });
    const { groupID } = await readEvent(server, project, id);
    await report(dsn, type, id);
    expect(await shown(project, ({ issue }) => issue !== null)).toMatchObject({
      eventID: id,
      comments: COMMENTS,
      issue: { id: groupID },
    });
    await expectLinked(project, { id, groupID });
  });

  it('that comes before its event belongs to the event’s issue when that comes', async () => {
    const project = `early-${type.replace('_', '-')}`;
    const dsn = await server.dsn(project);
    const id = newId();
    await report(dsn, type, id);
    expect(await shown(project, () => true)).toMatchObject({ eventID: id, issue: null });
    await sendEvent(dsn, { event_id: id, message: 'no cart' });
    const { groupID } = await readEvent(server, project, id);
    expect(await shown(project, ({ issue }) => issue !== null)).toMatchObject({ issue: { id: groupID } });
    await expectLinked(project, { id, groupID });
  });
});

async function expectLinked(project: string, { id, groupID }: { id: string; groupID: string }): Promise<void> {
  const issue = await readBack<ShownIssue>(server, `/api/0/organizations/${organization}/issues/${groupID}/`);
  expect(issue.userReportCount).toBe(1);
  const event = await readEvent(server, project, id);
  expect(event.userReport).toMatchObject({ comments: COMMENTS });
}
