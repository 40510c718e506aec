import { useQuery } from '@tanstack/react-query';
import { projectsQuery } from '../data/organization.ts';

/** When the first event of the chosen projects came, in seconds; null when none has come, undefined while that is not known. */
export function useFirstEvent(org: string, chosen: readonly string[]): number | null | undefined {
  const projects = useQuery(projectsQuery(org)).data;
  if (projects === undefined) return undefined;
  const times = projects
    .filter(({ id }) => chosen.length === 0 || chosen.includes(id))
    .flatMap(({ firstEvent }) => (firstEvent === null ? [] : [Date.parse(firstEvent) / 1000]));
  return times.length === 0 ? null : Math.min(...times);
}
