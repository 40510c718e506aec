import { Type } from 'typebox';
import type { Project } from '../../store/index.ts';
import { Anything, NullableInteger, NullableString } from '../http/schema.ts';

/** The grouping that a new project gets. */
const GROUPING_CONFIG_DEFAULT = 'newstyle:2026-01-20';

/** Everything a person may set on a project, under Sentry's names, with the value it has until then. */
const PROJECT_OPTIONS = {
  subjectPrefix: '',
  subjectTemplate: '$shortID - $title',
  resolveAge: 0,
  highlightTags: [] as string[],
  highlightContext: {} as Record<string, unknown>,
  enableAutoReleaseCreation: true,
  scmSourceContextEnabled: true,
  dataScrubber: true,
  dataScrubberDefaults: true,
  scrubIPAddresses: false,
  sensitiveFields: [] as string[],
  safeFields: [] as string[],
  groupingConfig: GROUPING_CONFIG_DEFAULT,
  secondaryGroupingConfig: null as string | null,
  secondaryGroupingExpiry: 0,
  groupingEnhancements: '',
  fingerprintingRules: '',
  allowedDomains: ['*'] as string[],
  scrapeJavaScript: true,
  securityToken: '',
  securityTokenHeader: null as string | null,
  verifySSL: false,
  storeCrashReports: null as number | null,
  digestsMinDelay: 300,
  digestsMaxDelay: 1800,
  defaultEnvironment: null as string | null,
  relayPiiConfig: null as string | null,
};
export type ProjectOptions = typeof PROJECT_OPTIONS;

const Lines = Type.Array(Type.String({ maxLength: 1000 }), { maxItems: 1000 });
const Rules = Type.String({ maxLength: 64 * 1024 });

export const ProjectOptionsSchema = Type.Object({
  subjectPrefix: Type.String({ maxLength: 200 }),
  subjectTemplate: Type.String({ maxLength: 200 }),
  resolveAge: Type.Integer({ minimum: 0 }),
  highlightTags: Lines,
  highlightContext: Anything,
  enableAutoReleaseCreation: Type.Boolean(),
  scmSourceContextEnabled: Type.Boolean(),
  dataScrubber: Type.Boolean(),
  dataScrubberDefaults: Type.Boolean(),
  scrubIPAddresses: Type.Boolean(),
  sensitiveFields: Lines,
  safeFields: Lines,
  groupingConfig: Type.String({ maxLength: 100 }),
  secondaryGroupingConfig: NullableString,
  secondaryGroupingExpiry: Type.Integer({ minimum: 0 }),
  groupingEnhancements: Rules,
  fingerprintingRules: Rules,
  allowedDomains: Lines,
  scrapeJavaScript: Type.Boolean(),
  securityToken: Type.String({ maxLength: 100 }),
  securityTokenHeader: NullableString,
  verifySSL: Type.Boolean(),
  storeCrashReports: NullableInteger,
  digestsMinDelay: Type.Integer({ minimum: 60, maximum: 3600 }),
  digestsMaxDelay: Type.Integer({ minimum: 60, maximum: 3600 }),
  defaultEnvironment: NullableString,
  relayPiiConfig: NullableString,
});

export function projectOptions(project: Project): ProjectOptions {
  return { ...PROJECT_OPTIONS, ...(JSON.parse(project.options) as Partial<ProjectOptions>) };
}

/** The part of a body that is options. */
export function optionsIn(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => Object.hasOwn(PROJECT_OPTIONS, name)));
}
