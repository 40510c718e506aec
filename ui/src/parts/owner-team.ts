import { useQuery } from '@tanstack/react-query';
import { useOrg } from '../app/filters.ts';
import { projectsQuery } from '../data/organization.ts';

/** `#payments`: the first team of a project, the owner of its issues that no one is assigned to. Empty while that is loaded. */
export function useOwnerTeam(projectId: string): string {
  const projects = useQuery(projectsQuery(useOrg())).data;
  if (projects === undefined) return '';
  const team = projects.find(({ id }) => id === projectId)?.teams?.[0];
  return team === undefined ? 'no owner' : `#${team.slug}`;
}
