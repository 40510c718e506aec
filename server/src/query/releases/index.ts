export { findRelease, isFirstReleaseOfIssues, listDeploys, listReleases, previousWithCommits } from './releases.ts';
export { factsOfReleases, type ReleaseFacts, type ReleaseProject } from './release-facts.ts';
export {
  commitsWithFiles,
  type CommitWithFiles,
  findCommit,
  listCommitFiles,
  listCommits,
  listRepositories,
  type Commit,
  type Repository,
} from './commits.ts';
export {
  artifactsVersion,
  filesByDebugId,
  filesOfBundle,
  filesOfRelease,
  findBundle,
  hasArtifacts,
  knownChunks,
  releasesWithFiles,
  type ArtifactFile,
  type ProjectFile,
} from './artifacts.ts';
export {
  type CountedSessions,
  countSessions,
  SESSION_GROUPS,
  type SessionCounts,
  type SessionGroup,
} from './session-counts.ts';
