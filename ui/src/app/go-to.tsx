import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams } from '@tanstack/react-router';
import { resolveId } from '../data/issues.ts';
import { Problem } from '../parts/problem.tsx';
import { useOrg } from './filters.ts';

/** `/go/{id}`: a short id, an issue id, an event id or a trace id leads to its page. */
export function GoTo() {
  const { id = '' } = useParams({ strict: false });
  const org = useOrg();
  const target = useQuery({
    queryKey: ['resolve', org, id],
    queryFn: async () => (await resolveId(org, id)) ?? null,
  });
  if (target.isError || target.data === null) {
    return <Problem what={`Nothing has the id ${id}`} error={target.error ?? new Error('The event has no issue.')} />;
  }
  if (target.data === undefined) return null;
  if ('traceId' in target.data) {
    const { traceId } = target.data;
    return <Navigate to="/organizations/$org/traces/trace/$traceId/" params={{ org, traceId }} replace />;
  }
  const { issueId, eventId } = target.data;
  if (eventId === undefined) {
    return <Navigate to="/organizations/$org/issues/$issueId/" params={{ org, issueId }} replace />;
  }
  return (
    <Navigate to="/organizations/$org/issues/$issueId/events/$eventId/" params={{ org, issueId, eventId }} replace />
  );
}
