import { createScrubber } from '@garrison/policy';
import type { ProjectRules } from '../pipeline.ts';
import type { ProjectSettings } from '../stages.ts';

/** Where processing learns what projects decided. */
export interface SettingsSource {
  /** Changes whenever any setting of any project may have changed. */
  version(): number;
  project(projectId: number): ProjectSettings | undefined;
}

export type CreateGrouping = (options: ProjectSettings['grouping']) => ProjectRules['grouping'];

/** Rules compiled once per project and version of the settings. */
export function createProjectCache(settings: SettingsSource, createGrouping: CreateGrouping) {
  const rules = new Map<number, ProjectRules | undefined>();
  let version: number | undefined;

  return (projectId: number): ProjectRules | undefined => {
    if (version !== settings.version()) {
      version = settings.version();
      rules.clear();
    }
    if (!rules.has(projectId)) {
      const project = settings.project(projectId);
      rules.set(projectId, project === undefined ? undefined : compile(project, createGrouping));
    }
    return rules.get(projectId);
  };
}

function compile(project: ProjectSettings, createGrouping: CreateGrouping): ProjectRules {
  return {
    scrubber: createScrubber(project.scrubbing),
    scrubIps: project.scrubbing.scrubIPAddresses,
    grouping: createGrouping(project.grouping),
  };
}
