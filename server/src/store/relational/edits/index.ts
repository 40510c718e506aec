export { addMember, createSession, createToken, createUser, deleteSession, deleteToken } from './accounts.ts';
export { deleteOrganizationToken, renameOrganizationToken } from './accounts.ts';
export { removeMember, setMemberRole, setPassword, touchToken } from './accounts.ts';
export { addTeamMember, createKey, createOrganization, createProject, createTeam, deleteKey } from './organizations.ts';
export { deleteOrganization, foundOrganization } from './organizations.ts';
export { deleteTeam, linkTeam, removeTeamMember, setEnvironmentHidden } from './organizations.ts';
export { unlinkTeam, updateKey, updateOrganization, updateProject, updateTeam } from './organizations.ts';
export { type Actor, addNote, deleteNote, editNote } from './activity.ts';
export { reopenDueIssues, updateIssues } from './issues.ts';
export type { IssueEdit } from './plan-edit.ts';
export { addCodeowners, addExternalActor, deleteCodeowners, deleteExternalActor } from './codeowners.ts';
export { updateCodeowners } from './codeowners.ts';
export { type OwnershipChange, setOwnership } from './ownership.ts';
export { mergeIssues, type Merged } from './issue-merge.ts';
export { confirmDeletions, deleteIssues } from './issue-deletion.ts';
export { confirmProjectDeletions, deleteProjects } from './project-deletion.ts';
export { deleteAttachments, dropChunksBefore, dropRowsBefore } from './retention.ts';
export { unmergeIssue, type Unmerge, type UnmergedSide } from './issue-unmerge.ts';
export { addBundle, addChunk, deleteChunks, type NewArtifactFile } from './artifacts.ts';
export { addDeploy, deleteRelease, type NewDeploy, type ReleaseDetails, saveRelease } from './releases.ts';
export { addRepository, deleteRepository, type NewCommit, setCommits } from './commits.ts';
export { setDetectorsEnabled } from './detectors.ts';
export { addWorkflow, deleteWorkflows, setTiers, setWorkflowsEnabled, updateWorkflow } from './workflows.ts';
export { addIntegration, deleteIntegration, setTeamAlerting, updateIntegration } from './integrations.ts';
export {
  acknowledgeAlert,
  alertCursor,
  escalateAlert,
  handOverAlert,
  recordAlertStep,
  resolveAlert,
} from './alerts.ts';
export type { AlertEffect } from './alerts.ts';
export type { MessageTarget } from './outbox.ts';
export { recoverMessages, resendMessage, settleMessage, takeMessage } from './deliveries.ts';
