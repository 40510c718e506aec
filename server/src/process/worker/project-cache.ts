import { createScrubber, type Scrubber } from '@garrison/policy';
import type { ProjectId } from '@garrison/protocol';
import { compilePii, rememberTexts } from '../normalize/index.ts';
import { createFindOwners } from '../own/find-owners.ts';
import type { ProjectRules, ProjectSettings } from '../stages.ts';

/** Where processing reads the settings of projects. */
export interface SettingsSource {
  /** Changes whenever any setting of any project may have changed. */
  version(): number;
  project(projectId: ProjectId): ProjectSettings | undefined;
}

export type CreateGrouping = (options: ProjectSettings['grouping']) => ProjectRules['grouping'];

/** Per mode and set of options: 20,000 texts of at most 256 characters. */
const TEXTS_MAX = 20_000;
const SCRUBBERS_MAX = 20;

export type RulesOf = (projectId: ProjectId) => ProjectRules | undefined;

/**
 * Rules, compiled once per project and set of options. Call the result once per batch: it asks whether anything was written since,
 * and gives the look-up that holds for the batch. Changes of other data do not compile anything again.
 */
export function createProjectCache(settings: SettingsSource, createGrouping: CreateGrouping): () => RulesOf {
  const compiled = new Map<ProjectId, { readonly text: string; readonly rules: ProjectRules }>();
  const scrubbers = new Map<string, Scrubber>();
  let current = new Map<ProjectId, ProjectRules | undefined>();
  let version: number | undefined;

  /** Most projects have the same scrubbing options: they share one scrubber and its cache. */
  const scrubberOf = (options: ProjectSettings['scrubbing']): Scrubber => {
    const key = JSON.stringify(options);
    if (!scrubbers.has(key) && scrubbers.size >= SCRUBBERS_MAX) scrubbers.clear();
    const known = scrubbers.get(key) ?? rememberTexts(createScrubber(options), TEXTS_MAX);
    scrubbers.set(key, known);
    return known;
  };

  const rulesOf = (projectId: ProjectId): ProjectRules | undefined => {
    const project = settings.project(projectId);
    if (project === undefined) return undefined;
    const text = JSON.stringify(project);
    const known = compiled.get(projectId);
    if (known?.text === text) return known.rules;
    const rules = {
      organizationId: project.organizationId,
      scrubber: scrubberOf(project.scrubbing),
      scrubIps: project.scrubbing.scrubIPAddresses,
      ...(project.scrubbing.advanced.length === 0 ? {} : { pii: compilePii(...project.scrubbing.advanced) }),
      grouping: createGrouping(project.grouping),
      findOwners: createFindOwners(project.ownership),
    };
    compiled.set(projectId, { text, rules });
    return rules;
  };

  return () => {
    const now = settings.version();
    if (now !== version) current = new Map();
    version = now;
    return (projectId) => {
      if (!current.has(projectId)) current.set(projectId, rulesOf(projectId));
      return current.get(projectId);
    };
  };
}
