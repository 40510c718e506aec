import { useQuery } from '@tanstack/react-query';
import { useOrg } from '../app/filters.ts';
import { projectsQuery } from '../data/organization.ts';
import type { Project } from '../data/shapes.ts';

/** How many colours there are for names. */
const COLOURS = 8;

/** In the order of creation, so that the first eight projects have colours of their own, and the same ones on every page. */
export function colourIndex(projects: readonly Pick<Project, 'id'>[], id: string): number {
  const ids = projects.map((project) => Number(project.id)).toSorted((a, b) => a - b);
  return Math.max(ids.indexOf(Number(id)), 0) % COLOURS;
}

/** The service that an issue is of: the project that it reports to. */
export function ServiceChip({ project }: { project: Pick<Project, 'id' | 'slug'> }) {
  const projects = useQuery(projectsQuery(useOrg())).data ?? [];
  const colour = `var(--g-series-${colourIndex(projects, project.id)})`;
  return (
    <span className="service" title={`Service: ${project.slug}`}>
      <span className="service-dot" style={{ background: colour }} aria-hidden />
      {project.slug}
    </span>
  );
}
