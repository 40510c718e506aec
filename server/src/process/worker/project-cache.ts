import { createScrubber, type Scrubber } from '@garrison/policy';
import { rememberTexts } from '../normalize/index.ts';
import type { ProjectRules } from '../pipeline.ts';
import type { ProjectSettings } from '../stages.ts';

/** Where processing learns what projects decided. */
export interface SettingsSource {
  /** Changes whenever any setting of any project may have changed. */
  version(): number;
  project(projectId: number): ProjectSettings | undefined;
}

export type CreateGrouping = (options: ProjectSettings['grouping']) => ProjectRules['grouping'];

/** Per mode and set of options: 20,000 texts of at most 256 characters. */
const TEXTS_MAX = 20_000;

/** Rules compiled once per project and version of the settings. */
export function createProjectCache(settings: SettingsSource, createGrouping: CreateGrouping) {
  const rules = new Map<number, ProjectRules | undefined>();
  const scrubbers = new Map<string, Scrubber>();
  let version: number | undefined;

  /** Most projects scrub alike: they share one scrubber and what it remembers. */
  const scrubberOf = (options: ProjectSettings['scrubbing']): Scrubber => {
    const key = JSON.stringify(options);
    const known = scrubbers.get(key) ?? rememberTexts(createScrubber(options), TEXTS_MAX);
    scrubbers.set(key, known);
    return known;
  };

  const compile = (project: ProjectSettings): ProjectRules => ({
    scrubber: scrubberOf(project.scrubbing),
    scrubIps: project.scrubbing.scrubIPAddresses,
    grouping: createGrouping(project.grouping),
  });

  return (projectId: number): ProjectRules | undefined => {
    if (version !== settings.version()) {
      version = settings.version();
      rules.clear();
      scrubbers.clear();
    }
    if (!rules.has(projectId)) {
      const project = settings.project(projectId);
      rules.set(projectId, project === undefined ? undefined : compile(project));
    }
    return rules.get(projectId);
  };
}
