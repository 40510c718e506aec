import type { Answer } from '@garrison/api-client';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, path } from './http.ts';
import type { ProjectDetail } from './shapes.ts';

/** What a project decides about data scrubbing, under Sentry's names. */
export interface ScrubbingOptions {
  readonly dataScrubber: boolean;
  readonly dataScrubberDefaults: boolean;
  readonly scrubIPAddresses: boolean;
  readonly sensitiveFields: readonly string[];
  readonly safeFields: readonly string[];
  /** Advanced rules: JSON as text, empty for none. */
  readonly relayPiiConfig: string;
}

export function scrubbingOf(project: ProjectDetail): ScrubbingOptions {
  const { dataScrubber, dataScrubberDefaults, scrubIPAddresses, sensitiveFields, safeFields, relayPiiConfig } = project;
  return {
    dataScrubber,
    dataScrubberDefaults,
    scrubIPAddresses,
    sensitiveFields,
    safeFields,
    relayPiiConfig: relayPiiConfig ?? '',
  };
}

export type ScrubbingPreview = Answer<'/api/garrison/projects/{org}/{project}/scrubbing-preview/', 'post'>;

interface Question {
  readonly options: ScrubbingOptions;
  readonly event: Readonly<Record<string, unknown>>;
}

/** What would be stored of an event under these options, and what is wrong with the advanced rules. */
export const scrubbingPreviewQuery = (org: string, project: string, { options, event }: Question) =>
  queryOptions({
    queryKey: ['scrubbing-preview', org, project, options, event],
    staleTime: Infinity,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      call<ScrubbingPreview>(path`/api/garrison/projects/${org}/${project}/scrubbing-preview/`, {
        method: 'POST',
        body: { ...options, event },
        signal,
      }),
  });
