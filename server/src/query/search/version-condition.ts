import type { Params } from './params.ts';
import { SearchError } from './search-error.ts';
import type { SearchFilter } from './search-tree.ts';

const VERSION = /^\d{1,9}(?:\.\d{1,9}){0,3}(?:-[0-9A-Za-z.-]+)?$/;

/**
 * Compares versions by their numbers, then a pre-release before its release: `1.9 < 1.10`, `2.0.0-rc.1 < 2.0.0`.
 * A value that is no version, such as a commit, is never in the range.
 */
export function versionCondition(sql: string, filter: SearchFilter, params: Params): string {
  const any = filter.values.map(({ text }) => {
    if (!VERSION.test(text)) {
      throw new SearchError(
        `"${text}" is no value of ${filter.key}: it takes a version, such as 1.2.3`,
        filter.valuePosition,
      );
    }
    const wanted = orderOf(params.bind(text, 'String'));
    return `(match(${sql}, '^[0-9]+(\\\\.[0-9]+){0,3}(-|$)') AND ${orderOf(sql)} ${filter.operator} ${wanted})`;
  });
  return `(${any.join(' OR ')})`;
}

/** Four numbers, whether it is the release itself, and the name of the pre-release. */
function orderOf(sql: string): string {
  const numbers = `arrayResize(arrayMap(part -> toUInt64OrZero(part), splitByChar('.', splitByChar('-', ${sql})[1])), 4)`;
  const preRelease = `if(position(${sql}, '-') = 0, '', substring(${sql}, position(${sql}, '-') + 1))`;
  return `tuple(${numbers}, position(${sql}, '-') = 0, ${preRelease})`;
}
