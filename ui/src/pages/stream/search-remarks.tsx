import { useQuery } from '@tanstack/react-query';
import { useOrg } from '../../app/filters.ts';
import { tagKeysQuery, tagValuesQuery } from '../../data/organization.ts';
import { useIssueFilter } from '../../parts/issue-actions/list-params.ts';

interface Term {
  readonly key: string;
  readonly value: string;
}

const SHOWN_VALUES = 5;

/** The first plain `key:value` of a search: without a wildcard, a comparison or a list. */
function tagTermOf(query: string): Term | undefined {
  for (const [, key = '', quoted, bare] of query.matchAll(/(?:^|\s)([\w.-]+):(?:"([^"]*)"|([^\s"[\]*()<>=!]+))/g)) {
    if (!ISSUE_KEYS.has(key.toLowerCase())) return { key, value: quoted ?? bare ?? '' };
  }
  return undefined;
}

/** Keys that are no tags: what they find is not known from the tags of events. */
const ISSUE_KEYS: ReadonlySet<string> = new Set(
  (
    'is has status assigned assigned_or_suggested bookmarks firstseen lastseen age timesseen title culprit priority project ' +
    'project.name project.id issue id message trace timestamp firstrelease platform platform.name logger type http https'
  ).split(' '),
);
const EVENT_KEY = /^(?:error|stack|user|device|os|release|http|app|geo|event|unreal|sdk)\./i;

/** When a search finds nothing: whether its tag, and the tag's value, exist at all. */
export function SearchRemark() {
  const org = useOrg();
  const filter = useIssueFilter();
  const { key = '', value = '' } = tagTermOf(filter.query) ?? {};
  const scope = { project: filter.project, environment: filter.environment, period: filter.period };
  const isAsked = key !== '' && !EVENT_KEY.test(key);
  const keys = useQuery({ ...tagKeysQuery(org, scope), enabled: isAsked }).data;
  const isKnown = keys?.some((tag) => tag.key === key) === true;
  const tag = useQuery({ ...tagValuesQuery(org, scope, key), enabled: isKnown }).data;
  if (!isAsked || keys === undefined) return null;
  if (!isKnown) {
    return (
      <p>
        No event of this period has the tag <code>{key}</code>.
      </p>
    );
  }
  if (tag === undefined || !tag.isWhole || tag.values.some((one) => one.value === value)) return null;
  return (
    <p>
      No event of this period has <code>{value}</code> as <code>{key}</code>. Its values are{' '}
      {tag.values
        .slice(0, SHOWN_VALUES)
        .map((one) => one.value)
        .join(', ')}
      {tag.values.length > SHOWN_VALUES ? ` and ${tag.values.length - SHOWN_VALUES} more` : ''}.
    </p>
  );
}
