/**
 * Deletions that an earlier version left unfinished have no date. Where the hash has an issue again, its events cannot be told from
 * those of the deleted one by their hash: none of them is deleted, rather than those of a living issue.
 */
export const unfinishedDeletions = `
DELETE FROM deleted_hashes
WHERE deleted_at = 0 AND erased_at IS NULL AND EXISTS (
  SELECT 1 FROM issue_hashes
  WHERE issue_hashes.project_id = deleted_hashes.project_id AND issue_hashes.hash = deleted_hashes.hash
    AND issue_hashes.issue_id IS NOT NULL
);
`;
