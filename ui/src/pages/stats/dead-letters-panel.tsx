import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useOrg, usePageSearch } from '../../app/filters.ts';
import { deadLettersQuery } from '../../data/outcomes.ts';
import { projectsQuery } from '../../data/organization.ts';
import type { Project } from '../../data/shapes.ts';
import { Panel } from '../../parts/panel.tsx';
import { Problem } from '../../parts/problem.tsx';
import { When } from '../../parts/when.tsx';

function projectName(projects: readonly Project[], id: string | null): ReactNode {
  if (id === null) return <span className="faint">no project</span>;
  return projects.find((project) => project.id === id)?.slug ?? `deleted (${id})`;
}

/** What the server could not read: it is kept, and shown here. */
export function DeadLettersPanel() {
  const org = useOrg();
  const { project = [] } = usePageSearch();
  const letters = useQuery(deadLettersQuery(org, project));
  const projects = useQuery(projectsQuery(org)).data ?? [];
  if (letters.isError) return <Problem what="The dead letters could not be loaded" error={letters.error} />;
  if (letters.data === undefined || letters.data.items.length === 0) return null;
  const more = letters.data.next === undefined ? '' : ' (the newest)';
  return (
    <Panel title={`Dead letters · ${letters.data.items.length}${more}`} id="dead-letters" flush>
      <div className="table-scroll" tabIndex={0} role="group" aria-label="Dead letters">
        <table className="table table-cards">
          <thead>
            <tr>
              <th>When</th>
              <th>Project</th>
              <th>Item</th>
              <th>Reason</th>
              <th>Detail</th>
            </tr>
          </thead>
          <tbody>
            {letters.data.items.map((letter) => (
              <tr key={letter.id}>
                <td>
                  <When at={letter.dateCreated} />
                </td>
                <td>{projectName(projects, letter.projectId)}</td>
                <td className="mono">{letter.itemType}</td>
                <td className="mono">{letter.reason}</td>
                <td className="stats-meaning">{letter.detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
