import type { UserId, TeamId } from '@garrison/protocol';
import { Type, type Static, type TBoolean } from 'typebox';
import type { Project, Team } from '../../store/index.ts';
import { isoDate, isoDateOrNull } from '../http/dates.ts';
import { Nullable, NullableString } from '../http/schema.ts';
import { Avatar, LETTER_AVATAR } from '../organizations/organization-schema.ts';

/** What Sentry says of data that is not here yet. */
const ABSENT = [
  'firstTransactionEvent',
  'hasFeedbacks',
  'hasFlags',
  'hasMinifiedStackTrace',
  'hasMonitors',
  'hasNewFeedbacks',
  'hasProfiles',
  'hasReplays',
  'hasSessions',
  'hasInsightsHttp',
  'hasInsightsDb',
  'hasInsightsAssets',
  'hasInsightsAppStart',
  'hasInsightsScreenLoad',
  'hasInsightsVitals',
  'hasInsightsCaches',
  'hasInsightsQueues',
  'hasInsightsAgentMonitoring',
  'hasInsightsMCP',
  'hasLogs',
  'hasTraceMetrics',
] as const;
type AbsentName = (typeof ABSENT)[number];
const absentSchemas = Object.fromEntries(ABSENT.map((name) => [name, Type.Boolean()])) as Record<AbsentName, TBoolean>;
const absent = Object.fromEntries(ABSENT.map((name) => [name, false])) as Record<AbsentName, boolean>;

export const TeamReference = Type.Object({ id: Type.String(), slug: Type.String(), name: Type.String() });
export const ProjectReference = Type.Object({
  id: Type.String(),
  slug: Type.String(),
  name: Type.String(),
  platform: NullableString,
});

export const ProjectBase = Type.Object({
  ...ProjectReference.properties,
  ...absentSchemas,
  dateCreated: Type.String({ format: 'date-time' }),
  isBookmarked: Type.Boolean(),
  isMember: Type.Boolean(),
  isInternal: Type.Boolean(),
  isPublic: Type.Boolean(),
  features: Type.Array(Type.String()),
  firstEvent: NullableString,
  access: Type.Array(Type.String()),
  hasAccess: Type.Boolean(),
  hasUserReports: Type.Boolean(),
  avatar: Avatar,
  color: Type.String(),
  status: Type.String(),
  team: Nullable(TeamReference),
  teams: Type.Array(TeamReference),
});

export const ProjectSummary = Type.Object({
  ...ProjectBase.properties,
  platforms: Type.Array(Type.String()),
  environments: Type.Array(Type.String()),
  latestRelease: Nullable(Type.Object({ version: Type.String() })),
});

export interface ProjectContext {
  readonly teams: readonly Team[];
  readonly access: readonly string[];
  readonly members: readonly { readonly team_id: TeamId; readonly user_id: UserId }[];
  readonly userId: UserId | null;
}

export function projectReference(project: Project): Static<typeof ProjectReference> {
  return { id: String(project.id), slug: project.slug, name: project.name, platform: project.platform };
}

export function projectBase(project: Project, context: ProjectContext): Static<typeof ProjectBase> {
  const teams = context.teams.map(({ id, slug, name }) => ({ id: String(id), slug, name }));
  const isMember = context.members.some(
    ({ team_id, user_id }) => user_id === context.userId && context.teams.some((team) => team.id === team_id),
  );
  return {
    ...projectReference(project),
    ...absent,
    dateCreated: isoDate(project.created_at),
    isBookmarked: false,
    isMember,
    isInternal: false,
    isPublic: false,
    features: [],
    firstEvent: isoDateOrNull(project.first_event_at),
    access: [...context.access],
    hasAccess: true,
    hasUserReports: false,
    avatar: LETTER_AVATAR,
    color: colorOf(project.id),
    status: project.status,
    team: teams[0] ?? null,
    teams,
  };
}

export function projectSummary(
  project: Project,
  context: ProjectContext & { environments: readonly string[]; latestRelease: string | null },
): Static<typeof ProjectSummary> {
  return {
    ...projectBase(project, context),
    platforms: project.platform === null ? [] : [project.platform],
    environments: [...context.environments],
    latestRelease: context.latestRelease === null ? null : { version: context.latestRelease },
  };
}

/** A steady colour per project: hues a golden angle apart differ most. */
function colorOf(id: number): string {
  const hue = (id * 137.508) % 360;
  const channel = (offset: number) => {
    const position = (offset + hue / 30) % 12;
    const value = 0.5 - 0.25 * Math.max(-1, Math.min(position - 3, 9 - position, 1));
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}
