import type { OrganizationId, ProjectId } from '@garrison/protocol';
import type { EventStore } from '../../store/index.ts';
import { arrayParam } from '../array-param.ts';
import type { Dataset } from '../datasets/dataset.ts';
import type { Field } from '../datasets/field.ts';
import type { Period } from '../period.ts';
import { compileSearch } from '../search/compile-search.ts';
import { createParams, type Params } from '../search/params.ts';
import { SearchError } from '../search/search-error.ts';
import type { SearchFilter, SearchNode } from '../search/search-tree.ts';
import { filtersOf } from '../search/search-tree.ts';
import { readDuration, readNumber, readSize, readTime } from '../search/typed-value.ts';
import { columnOf, functionColumn, type Column, type ColumnTarget } from './columns.ts';
import { EQUATION, equationColumn } from './equation.ts';

/** Which rows of a dataset. Always of one organisation, and of some of its projects. */
export interface TableScope {
  readonly dataset: Dataset;
  readonly organizationId: OrganizationId;
  readonly projectIds: readonly ProjectId[];
  readonly period: Period;
  readonly environments: readonly string[];
  readonly tree: SearchNode | undefined;
  /** Of the parts of `tree` that are about issues: `hash id + project id` of what they mean. */
  readonly ofIssues: ReadonlyMap<SearchNode, readonly bigint[]>;
  /** Milliseconds. */
  readonly now: number;
  /** Fields that exist in this request only; their placeholders are in `extraParams`. */
  readonly extra?: ReadonlyMap<string, Field>;
  readonly extraParams?: Readonly<Record<string, unknown>>;
}

/** A statement in the making: its conditions and parameters. */
export interface TableQuery {
  readonly target: ColumnTarget;
  readonly params: Params;
  readonly where: string;
  /** '1' when no condition is on a function. */
  readonly having: string;
}

export type EventSource = Pick<EventStore, 'select'>;

/** `seconds`: what rates are relative to. */
export function tableQuery(scope: TableScope, seconds: number): TableQuery {
  const { dataset, period } = scope;
  const params = createParams('p');
  Object.assign(params.values, scope.extraParams);
  const target = { dataset, params, seconds, ...(scope.extra === undefined ? {} : { extra: scope.extra }) };
  const { rows, groups } = splitByFunctions(scope.tree);
  if (scope.ofIssues.size > 0 && !dataset.hasIssues) {
    throw new SearchError(`Rows of ${dataset.name} belong to no issues: search for what they have themselves`, 0);
  }
  const answered = new Map([...scope.ofIssues].map(([part, hashes]) => [part, amongHashes(hashes, params)]));
  const search = {
    dataset,
    params,
    now: scope.now,
    answered,
    functionCondition: (filter: SearchFilter) => functionCondition(filter, target, scope.now),
  };
  const at = (ms: number) => `fromUnixTimestamp64Milli(${params.bind(Math.floor(ms), 'Int64')})`;
  const where = [
    `organization_id = ${params.bind(scope.organizationId, 'UInt64')}`,
    `project_id IN ${arrayParam(params.values, 'projects', { type: 'UInt64', values: scope.projectIds })}`,
    `${dataset.timeColumn} >= ${at(period.start)}`,
    `${dataset.timeColumn} < ${at(period.end)}`,
    ...(dataset.condition === undefined ? [] : [dataset.condition]),
    ...(scope.environments.length === 0 ? [] : [`environment IN ${params.bind(scope.environments, 'Array(String)')}`]),
    ...rows.map((node) => compileSearch(node, search)),
  ];
  const having = groups.map((node) => compileSearch(node, search));
  return { target, params, where: where.join(' AND '), having: having.length === 0 ? '1' : having.join(' AND ') };
}

/** Any column that a caller may ask for. */
export function readColumn(text: string, target: ColumnTarget): Column {
  return text.startsWith(EQUATION) ? equationColumn(text, target) : columnOf(text, target);
}

/** Conditions on functions hold for groups, all others for rows. */
function splitByFunctions(tree: SearchNode | undefined): { rows: SearchNode[]; groups: SearchNode[] } {
  const rows: SearchNode[] = [];
  const groups: SearchNode[] = [];
  const visit = (node: SearchNode): void => {
    if (node.kind === 'and') for (const child of node.nodes) visit(child);
    else (filtersOf(node).some(({ keyKind }) => keyKind === 'function') ? groups : rows).push(node);
  };
  if (tree !== undefined) visit(tree);
  return { rows, groups };
}

function functionCondition(filter: SearchFilter, target: ColumnTarget, now: number): string {
  const { sql, type } = functionColumn(filter.key, { name: filter.key, args: filter.args }, target);
  const any = filter.values.map(({ text }) => {
    if (type === 'date') {
      const range = readTime(text, filter.operator, now) ?? invalid(filter, text, 'a time');
      const at = (ms: number) => `fromUnixTimestamp64Milli(${target.params.bind(ms, 'Int64')})`;
      return [
        ...(range.min === null ? [] : [`${sql} >= ${at(range.min)}`]),
        ...(range.max === null ? [] : [`${sql} < ${at(range.max)}`]),
      ].join(' AND ');
    }
    const read = type === 'duration' ? readDuration : type === 'size' ? readSize : readNumber;
    return `${sql} ${filter.operator} ${read(text) ?? invalid(filter, text, 'a number')}`;
  });
  const condition = any.join(' OR ');
  return filter.negated ? `NOT (${condition})` : `(${condition})`;
}

function invalid(filter: SearchFilter, text: string, expected: string): never {
  throw new SearchError(`"${text}" is no value of ${filter.key}(): it takes ${expected}`, filter.valuePosition);
}

function amongHashes(hashes: readonly bigint[], params: Params): string {
  if (hashes.length === 0) return '0';
  const name = `issues${Object.keys(params.values).length}`;
  return `hash_id + project_id IN ${arrayParam(params.values, name, { type: 'UInt64', values: hashes })}`;
}
