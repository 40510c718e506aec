/** Archived issues are looked through once a minute for those whose time is over. */
export const archivedIssues = `
CREATE INDEX issues_archived ON issues (substatus) WHERE status = 'ignored';
`;
