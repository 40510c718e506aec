import { afterAll, beforeAll, expect, it } from 'vitest';
import { edits } from '../../store/index.ts';
import { countEvent, startApi, storeEvent, type ApiHarness } from '../api-harness.ts';
import { finishProjectDeletions } from './remove-projects.ts';

const TEN_MINUTES_MS = 600_000;

let api: ApiHarness;
beforeAll(async () => void (api = await startApi({ engine: true })));
afterAll(() => api.close());

async function newProject(slug: string): Promise<number> {
  const made = await edits.createProject(api.deps.db, {
    organizationId: 1,
    slug,
    name: slug,
    platform: 'node',
    now: api.now,
  });
  (api.projects as Map<string, { id: number; publicKey: string }>).set(slug, { id: made.id, publicKey: '' });
  return made.id;
}

async function rowsOf(projectId: number): Promise<Record<string, string>> {
  const [row] = await api.events.select<Record<string, string>>(
    `SELECT (SELECT count() FROM events WHERE project_id = {project:UInt64}) AS events,
      (SELECT count() FROM payloads WHERE project_id = {project:UInt64}) AS payloads,
      (SELECT count() FROM hash_hours WHERE project_id = {project:UInt64}) AS hours`,
    { project: projectId },
  );
  return row ?? {};
}
const NONE = { events: '0', payloads: '0', hours: '0' };

it('the events go with the project, and those of other projects stay', async () => {
  const projectId = await newProject('goes');
  const stays = await storeEvent(api, {});
  await storeEvent(api, { project: 'goes' });
  expect((await api.call('DELETE', '/api/0/projects/acme/goes/')).status).toBe(204);
  expect(await rowsOf(projectId)).toEqual(NONE);
  expect((await api.call('GET', `/api/0/projects/acme/api-gateway/events/${stays.eventId}/`)).status).toBe(200);
});

it('a deletion that was cut short after the rows is finished', async () => {
  const projectId = await newProject('cut-short');
  await storeEvent(api, { project: 'cut-short' });
  await edits.deleteProjects(api.deps.db, [projectId]);
  expect(await rowsOf(projectId)).not.toEqual(NONE);
  expect(await finishProjectDeletions(api.deps)).toBe(false);
  expect(await rowsOf(projectId)).toEqual(NONE);
});

it('events of a batch that is counted and not stored yet go once they are stored', async () => {
  const projectId = await newProject('under-way');
  const counted = await countEvent(api, { project: 'under-way' });
  expect((await api.call('DELETE', '/api/0/projects/acme/under-way/')).status).toBe(204);
  expect(await finishProjectDeletions(api.deps)).toBe(true);
  await counted.store();
  expect(await finishProjectDeletions(api.deps)).toBe(false);
  expect(await rowsOf(projectId)).toEqual(NONE);
});

it('what a batch that knew the project still stored goes ten minutes later, and then nothing is noted any more', async () => {
  const projectId = await newProject('late');
  const counted = await countEvent(api, { project: 'late' });
  await edits.deleteProjects(api.deps.db, [projectId]);
  // As if it had been counted just after the deletion.
  await api.deps.db.updateTable('deleted_projects').set({ noted_batches: '[]' }).execute();
  await finishProjectDeletions(api.deps);
  await counted.store();
  await finishProjectDeletions(api.deps);
  expect(await rowsOf(projectId)).not.toEqual(NONE);
  api.now += TEN_MINUTES_MS;
  expect(await finishProjectDeletions(api.deps)).toBe(false);
  expect(await rowsOf(projectId)).toEqual(NONE);
  expect(
    await api.deps.db.selectFrom('deleted_projects').where('project_id', '=', projectId).selectAll().execute(),
  ).toEqual([]);
});
