export { addMember, createSession, createToken, createUser, deleteSession, deleteToken } from './accounts.ts';
export { removeMember, setMemberRole, setPassword, touchToken } from './accounts.ts';
export { addTeamMember, createKey, createOrganization, createProject, createTeam, deleteKey } from './organizations.ts';
export { deleteOrganization, foundOrganization } from './organizations.ts';
export { deleteProjects, deleteTeam, linkTeam, removeTeamMember, setEnvironmentHidden } from './organizations.ts';
export { unlinkTeam, updateKey, updateOrganization, updateProject, updateTeam } from './organizations.ts';
export {
  addNote,
  deleteNote,
  editNote,
  reopenDueIssues,
  updateIssues,
  type Actor,
  type IssueChangeRequest,
} from './issues.ts';
export { confirmDeletions, deleteIssues, mergeIssues } from './issue-merge.ts';
export { deleteAttachments, dropRowsBefore } from './retention.ts';
export { unmergeIssue, type Unmerge, type UnmergedSide } from './issue-unmerge.ts';
