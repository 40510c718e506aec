import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useOrg } from '../../app/filters.ts';
import { useToasts } from '../../app/toasts.tsx';
import type { EventAddress } from '../../data/events.ts';
import { updateIssues } from '../../data/issues.ts';
import { type Committer, committersQuery } from '../../data/releases.ts';
import type { IssueDetail } from '../../data/shapes.ts';
import { Panel } from '../../parts/panel.tsx';
import { When } from '../../parts/when.tsx';

function Suspect({ committer, issue }: { committer: Committer; issue: IssueDetail }) {
  const org = useOrg();
  const client = useQueryClient();
  const toasts = useToasts();
  const { author, commits } = committer;
  const name = author?.name ?? author?.email ?? 'an unknown author';
  const memberId = author !== undefined && 'id' in author ? author.id : undefined;
  const isAssigned = issue.assignedTo?.type === 'user' && issue.assignedTo.id === memberId;
  const assign = () => {
    updateIssues(org, [issue.id], { assignedTo: `user:${memberId ?? ''}` }).then(
      async () => {
        toasts.done(`Assigned to ${name}`);
        await client.invalidateQueries({ queryKey: ['issue', org, issue.id] });
      },
      (error: unknown) => toasts.failed('The issue was not assigned', error),
    );
  };
  return (
    <li>
      <div className="row">
        <b>{name}</b>
        {memberId === undefined || isAssigned ? null : (
          <Button size="compact-xs" onClick={assign}>
            Assign
          </Button>
        )}
      </div>
      {commits.map((commit) => (
        <div key={commit.id} className="suspect-commit">
          <code title={commit.id}>{commit.id.slice(0, 8)}</code> {commit.message?.split('\n')[0] ?? 'without a message'}{' '}
          <When at={commit.dateCreated} />
          <div className="muted">
            changed <code>{commit.path}</code>
          </div>
        </div>
      ))}
    </li>
  );
}

/** Who changed the files of the stack in the release in which the issue began. */
export function CommitsPanel({ issue, address }: { issue: IssueDetail; address: EventAddress }) {
  const { data } = useQuery(committersQuery(address));
  if (data === undefined || data.committers.length === 0) return null;
  return (
    <Panel title="Suspect commits">
      <p className="muted">They changed files of this stack, and came with {data.release}.</p>
      <ul className="suspects">
        {data.committers.map((committer) => (
          <Suspect key={committer.commits[0]?.id} committer={committer} issue={issue} />
        ))}
      </ul>
    </Panel>
  );
}
