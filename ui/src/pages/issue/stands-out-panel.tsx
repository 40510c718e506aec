import { useQuery } from '@tanstack/react-query';
import { useOrg } from '../../app/filters.ts';
import { issueTagsQuery, projectTagsQuery } from '../../data/issues.ts';
import type { IssueDetail } from '../../data/shapes.ts';
import { formatShare } from '../../parts/format.ts';
import { Panel } from '../../parts/panel.tsx';
import { standsOut } from './stands-out.ts';
import { ValueLink } from './value-link.tsx';

/** What is different about these events? Silent when nothing is. */
export function StandsOutPanel({ issue }: { issue: IssueDetail }) {
  const org = useOrg();
  const own = useQuery(issueTagsQuery(org, issue.id)).data ?? [];
  const all = useQuery(projectTagsQuery(org, issue.project.id)).data ?? [];
  const rows = standsOut(own, all);
  if (rows.length === 0) return null;
  return (
    <Panel title="Stands out" flush aside={<span className="muted">this issue · {issue.project.slug}</span>}>
      <ul className="tags">
        {rows.map(({ key, value, share, base }) => (
          <li key={key} className="tag stands-out">
            <span className="tag-key cut" title={key}>
              {key}
            </span>
            <ValueLink project={issue.project.id} tag={key} value={value} />
            <span className="number">
              {formatShare(share)} <span className="muted">· {formatShare(base)}</span>
            </span>
            <span className="tag-bar" aria-hidden>
              <span style={{ width: `${100 * share}%` }} />
              <i style={{ left: `${100 * base}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
