import { Type } from 'typebox';
import { DAY_SECONDS } from '../../durations.ts';
import type { Project } from '../../store/index.ts';
import { FieldError } from '../http/api-error.ts';
import { Anything, Nullable, NullableInteger, NullableString } from '../http/schema.ts';

/** The grouping that a new project gets, and the one before it. */
const GROUPING_CONFIGS = ['newstyle:2026-01-20', 'newstyle:2023-01-11'] as const;
type GroupingConfig = (typeof GROUPING_CONFIGS)[number];
/** How long events are also looked up by the previous grouping, when no time is given: 90 days. */
const TRANSITION_S = 90 * DAY_SECONDS;

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
  groupingConfig: GROUPING_CONFIGS[0] as GroupingConfig,
  secondaryGroupingConfig: null as GroupingConfig | null,
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
  groupingConfig: Type.Enum([...GROUPING_CONFIGS]),
  secondaryGroupingConfig: Nullable(Type.Enum([...GROUPING_CONFIGS])),
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
  relayPiiConfig: Nullable(Rules),
});

/** Options of Sentry that have no effect here: only the value that means “off” is accepted. */
const WITHOUT_EFFECT = {
  allowedDomains: 'Origins are not filtered by this server.',
  enableAutoReleaseCreation: 'Releases are always made of the events that name them.',
  resolveAge: 'Issues are not resolved by their age by this server.',
} as const satisfies Partial<Record<keyof ProjectOptions, string>>;

/** Values that would have no effect are refused. */
export function refuseWithoutEffect(options: Readonly<Record<string, unknown>>): void {
  const refused = Object.entries(WITHOUT_EFFECT).filter(([name]) => {
    const value = options[name];
    const usual = PROJECT_OPTIONS[name as keyof typeof WITHOUT_EFFECT];
    return value !== undefined && value !== '' && JSON.stringify(value) !== JSON.stringify(usual);
  });
  if (refused.length > 0) throw new FieldError(Object.fromEntries(refused.map(([name, text]) => [name, [text]])));
}

export function projectOptions(project: Project): ProjectOptions {
  return { ...PROJECT_OPTIONS, ...(JSON.parse(project.options) as Partial<ProjectOptions>) };
}

/** The part of a body that is options. */
export function optionsIn(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => Object.hasOwn(PROJECT_OPTIONS, name)));
}

/**
 * A changed grouping config leaves the one before as the secondary, so that known errors keep their issues;
 * a secondary without an expiry (seconds since the epoch) gets the usual one.
 */
export function withTransition(
  saved: ProjectOptions,
  options: Readonly<Record<string, unknown>>,
  now: number,
): Record<string, unknown> {
  const next = { ...options };
  const { groupingConfig, secondaryGroupingConfig, secondaryGroupingExpiry } = options;
  if (groupingConfig !== undefined && groupingConfig !== saved.groupingConfig) {
    if (secondaryGroupingConfig === undefined) next['secondaryGroupingConfig'] = saved.groupingConfig;
  }
  const begins = typeof next['secondaryGroupingConfig'] === 'string' && secondaryGroupingExpiry === undefined;
  if (begins) next['secondaryGroupingExpiry'] = Math.floor(now / 1000) + TRANSITION_S;
  return next;
}
