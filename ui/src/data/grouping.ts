import type { Answer } from '@garrison/api-client';
import { queryOptions } from '@tanstack/react-query';
import { call, path } from './http.ts';
import type { EventAddress } from './events.ts';

/** A node of the explanation: what counted, what did not and why. */
export interface GroupingComponent {
  readonly id: string;
  readonly name: string | null;
  readonly contributes: boolean;
  readonly hint: string | null;
  readonly values: readonly (GroupingComponent | string | number)[];
}

export interface GroupingVariant {
  readonly key: string;
  readonly type: string;
  readonly description: string;
  readonly hash: string | null;
  readonly contributes?: boolean;
  readonly hint?: string | null;
  readonly component?: GroupingComponent;
}

export interface Fingerprint {
  readonly values: readonly string[];
  readonly source: 'client' | 'rule' | 'built_in';
  readonly rule?: string;
  readonly client?: readonly string[];
}

export interface GroupingInfo {
  readonly groupingConfig: { readonly id: string };
  readonly variants: Readonly<Record<string, GroupingVariant>>;
  readonly fingerprint?: Fingerprint | null;
  readonly hashes?: readonly string[];
}

export const groupingInfoQuery = ({ org, project, eventId }: EventAddress) =>
  queryOptions({
    queryKey: ['grouping-info', org, project, eventId],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      call<GroupingInfo>(path`/api/0/projects/${org}/${project}/events/${eventId}/grouping-info/`, {
        signal,
      }),
  });

type Validated = Answer<'/api/garrison/grouping/validate/', 'post'>;
export type RuleError = Validated['errors'][number];

export interface GroupingRules {
  readonly enhancements: string;
  readonly fingerprintingRules: string;
}

export const ruleErrorsQuery = (rules: GroupingRules) =>
  queryOptions({
    queryKey: ['rule-errors', rules],
    staleTime: Infinity,
    queryFn: async ({ signal }) =>
      (await call<Validated>('/api/garrison/grouping/validate/', { method: 'POST', body: rules, signal })).errors,
  });

export type GroupingPreview = Answer<'/api/garrison/organizations/{org}/issues/{issue}/grouping-preview/', 'post'>;
export type PreviewGroup = GroupingPreview['groups'][number];

/** How the newest events of an issue would group under other rules; without rules, under those of the project. */
export const groupingPreviewQuery = (org: string, issueId: string, rules?: GroupingRules) =>
  queryOptions({
    queryKey: ['grouping-preview', org, issueId, rules ?? 'saved'],
    staleTime: 30_000,
    queryFn: ({ signal }) =>
      call<GroupingPreview>(path`/api/garrison/organizations/${org}/issues/${issueId}/grouping-preview/`, {
        method: 'POST',
        body: rules ?? {},
        signal,
      }),
  });
