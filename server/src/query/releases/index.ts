export { findRelease, isFirstReleaseOfIssues, listDeploys, listReleases, previousWithCommits } from './releases.ts';
export { factsOfReleases, type ReleaseFacts, type ReleaseProject } from './release-facts.ts';
export { listCommitFiles, listCommits, listRepositories, type Commit, type Repository } from './commits.ts';
export { filesByDebugId, findBundle, knownChunks, type ArtifactFile } from './artifacts.ts';
