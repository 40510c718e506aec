import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { sessionQuery } from '../data/session.ts';
import { Problem } from '../parts/problem.tsx';
import { lastFilters } from './filters.ts';

/** `/`: to the issues of the first organisation under the filters last used, or to the sign-in. */
export function Arrive() {
  const session = useQuery(sessionQuery);
  if (session.isError) {
    return <Problem what="Garrison could not be opened" error={session.error} retry={() => void session.refetch()} />;
  }
  if (session.data === undefined) return null;
  if (session.data === null) return <Navigate to="/auth/login/" replace />;
  const org = session.data.organizations[0]?.slug;
  if (org === undefined) {
    return <Problem what="You are in no organisation yet" error={new Error('Ask an owner to add you as a member.')} />;
  }
  return <Navigate to="/organizations/$org/issues/" params={{ org }} search={lastFilters(org)} replace />;
}
