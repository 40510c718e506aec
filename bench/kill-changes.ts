import type { ServerApi } from './server-api.ts';

/** What people do while events come and the server is killed. Counts are of what was answered. */
export interface KillChanges {
  readonly done: { rules: number; merges: number; projectDeleted: boolean };
  /** One change; a kill may cut it short. `round` counts from 0. */
  change(round: number): Promise<void>;
}

interface Options {
  readonly api: ServerApi;
  readonly organization: string;
  readonly project: string;
  /** The project that is deleted in the round `deleteIn`. */
  readonly doomed: string;
  readonly deleteIn: number;
}

/** Even rounds set new grouping rules, so that events make new issues; odd rounds merge the two newest issues. The round `deleteIn` deletes the second project. */
export function createKillChanges({ api, organization, project, doomed, deleteIn }: Options): KillChanges {
  const done = { rules: 0, merges: 0, projectDeleted: false };

  async function changeRules(round: number): Promise<void> {
    const fingerprintingRules = `error.type:"*" -> {{ error.type }} ${round}`;
    await api.send('PUT', `projects/${organization}/${project}/`, { fingerprintingRules });
    done.rules += 1;
  }

  async function merge(): Promise<void> {
    const path = `organizations/${organization}/issues/?query=project%3A${project}&limit=2`;
    const issues: { id: string }[] = JSON.parse(await (await api.get(path)).text());
    if (issues.length < 2) return;
    const ids = issues.map(({ id }) => `id=${id}`).join('&');
    await api.send('PUT', `organizations/${organization}/issues/?${ids}`, { merge: 1 });
    done.merges += 1;
  }

  async function deleteProject(): Promise<void> {
    await api.send('DELETE', `projects/${organization}/${doomed}/`);
    done.projectDeleted = true;
  }

  return {
    done,
    async change(round) {
      // When a power cut interrupted the request that deletes the project, the request is sent again.
      if (round >= deleteIn && !done.projectDeleted) await deleteProject();
      else if (round % 2 === 0) await changeRules(round);
      else await merge();
    },
  };
}
