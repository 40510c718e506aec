import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import {
  answerIssueTerms,
  datasetNamed,
  extraFields,
  parseSearch,
  periodOf,
  type Period,
  type TableScope,
} from '../../query/index.ts';
import { organizationOf } from '../auth/guard.ts';
import type { ApiDeps } from '../deps.ts';
import { FilterQuery, projectsIn } from '../http/filters.ts';
import { contextOf } from '../issues/issue-search.ts';

const DEFAULT_DAYS = 14;
const Texts = Type.Optional(Type.Array(Type.String(), { maxItems: 20 }));

/** Query keys of every question about rows of a dataset. */
export const RowsQuery = {
  ...FilterQuery,
  dataset: Type.Optional(Type.String()),
  query: Type.Optional(Type.String()),
  field: Texts,
  yAxis: Texts,
  sort: Texts,
  orderby: Texts,
  groupBy: Texts,
  allowAggregateConditions: Type.Optional(Type.String()),
  /** `1`: each stored row counts as one, not as 1 / sample rate. */
  disableAggregateExtrapolation: Type.Optional(Type.Enum(['0', '1', 'false', 'true'])),
};
const RowsQuerySchema = Type.Object(RowsQuery);
export type RowsQueryValues = Static<typeof RowsQuerySchema>;

/** `asOf`: the time that relative periods end at, where that is not now. */
export async function tableScope(
  deps: Pick<ApiDeps, 'db' | 'datasets' | 'storedDays' | 'now'>,
  request: FastifyRequest,
  { query, asOf }: { query: RowsQueryValues; asOf?: number },
): Promise<TableScope> {
  const named = datasetNamed(deps.datasets, query.dataset);
  const isPlain = ['1', 'true'].includes(query.disableAggregateExtrapolation ?? '');
  const dataset = isPlain ? { ...named, functions: named.plainFunctions ?? named.functions } : named;
  const now = deps.now();
  const limits = { defaultDays: DEFAULT_DAYS, storedDays: deps.storedDays };
  const period: Period = periodOf(query, asOf ?? now, limits);
  const projects = await projectsIn(deps, request, query.project);
  const projectIds = projects.map(({ id }) => id);
  const terms = await answerIssueTerms(deps.db, {
    context: contextOf(deps, request),
    projectIds,
    period,
    tree: parseSearch(query.query ?? ''),
  });
  const { field = [], yAxis = [], sort = [], orderby = [], groupBy = [] } = query;
  const texts = [...field, ...yAxis, ...sort, ...orderby, ...groupBy];
  return {
    dataset,
    organizationId: organizationOf(request).id,
    projectIds,
    period,
    environments: query.environment ?? [],
    now,
    ...terms,
    ...(await extraFields(deps.db, { projects, period }, texts)),
  };
}
