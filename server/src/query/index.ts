export {
  findPersonOfSession,
  findToken,
  findTokenWithOwner,
  findUserByEmail,
  listMembers,
  listMemberships,
  listOrganizationTokens,
  listTokens,
  usersByEmail,
  usersById,
  type Member,
  type Person,
} from './accounts.ts';
export {
  findKey,
  findOrganization,
  findOrganizationById,
  findOwnership,
  listCodeowners,
  listExternalActors,
  type ExternalActor,
  findProject,
  findTeam,
  firstOrganization,
  latestReleases,
  listDeadLetters,
  listEnvironments,
  listKeys,
  listOrganizations,
  listProjects,
  listProjectsOf,
  listTeamMembers,
  listTeams,
  teamsOfProjects,
  type Visibility,
} from './organizations.ts';
export { findIssue, resolveIssue } from './issue-lookup.ts';
export { searchIssueIds, searchIssues, type FoundIssues } from './issues.ts';
export { ISSUE_SORTS, type IssueSearch } from './issue-search.ts';
export { answerIssueTerms } from './issue-terms.ts';
export {
  eventsWithAttachments,
  findNote,
  findReleases,
  flagsOfUser,
  issuesOfOrganization,
  listActivity,
  listAttachments,
  listSeenBy,
  listUserReports,
  reportsOfEvents,
  type ProjectRelease,
} from './issue-extras.ts';
export {
  hashId,
  hashesOfIssue,
  hashesOfIssues,
  issueOfHash,
  issuesOfHashes,
  openDeletions,
  openProjectDeletions,
  type OwnedHash,
} from './issue-hashes.ts';
export { factsOfHashes, type HashFacts } from './hash-facts.ts';
export { statsOfIssues, type Bars, type IssueStats } from './issue-stats.ts';
export {
  countEvents,
  findEndEvent,
  findEvent,
  findEvents,
  listEvents,
  readPayload,
  readPayloads,
  type EventScope,
  type EventSummary,
} from './events.ts';
export { readEventParts, type Neighbours } from './event-parts.ts';
export { listTagValues, listTags, type TagSummary, type TagValue, type TagValuesRequest } from './tags.ts';
export { OUTCOME_GROUPS, countOutcomes, hasOutcomeSteps, type OutcomeGroup, type OutcomeSeries } from './outcomes.ts';
export { bucketsOf, durationMs, periodIn, periodOf, type Period } from './period.ts';
export type { Page, PositionPage, PositionResult } from './page.ts';
export { formatShortId } from './short-id.ts';
export {
  countTrace,
  errorsOfTrace,
  logLine,
  type LogLine,
  placesOfTrace,
  spanOfTrace,
  spansOfTrace,
  type TraceCounts,
  type TraceError,
  type SpanPlace,
  type TraceScope,
  type TraceSpan,
} from './traces.ts';
export { parseSearch } from './search/parse-search.ts';
export { SearchError } from './search/search-error.ts';
export { DATASETS, datasetNamed, type Dataset } from './datasets/registry.ts';
export { searchRemarks, type SearchRemark } from './search-remarks.ts';
export { countByIs } from './datasets/issues.ts';
export { quoteValue } from './search/search-value.ts';
export {
  artifactsVersion,
  commitsWithFiles,
  countSessions,
  factsOfReleases,
  filesByDebugId,
  filesOfBundle,
  filesOfRelease,
  findBundle,
  findCommit,
  findRelease,
  hasArtifacts,
  isFirstReleaseOfIssues,
  knownChunks,
  listCommitFiles,
  listCommits,
  listDeploys,
  listReleases,
  listRepositories,
  previousWithCommits,
  releasesWithFiles,
  SESSION_GROUPS,
  type ArtifactFile,
  type ProjectFile,
  type Commit,
  type CommitWithFiles,
  type CountedSessions,
  type ReleaseFacts,
  type Repository,
  type SessionCounts,
  type SessionGroup,
} from './releases/index.ts';
export {
  ownerOfIssue,
  readAlertRows,
  type AlertRows,
  dueMessages,
  overdueAlerts,
  readMessage,
  showAlerts,
  type MessageContents,
  type ShownAlert,
  countAlerts,
  findAlert,
  findTeamAlerting,
  listAlerts,
  listDeliveries,
  listDetectors,
  listIntegrations,
  listMessages,
  listWorkflows,
  organizationsWithoutTiers,
  type AlertState,
  type WorkflowRow,
} from './alerts/index.ts';
export {
  countRows,
  eventTable,
  eventSeries,
  type Series,
  extraFields,
  type TableScope,
  type Column,
} from './table/index.ts';
