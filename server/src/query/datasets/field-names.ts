import { numberOfTag } from '../search/compile-search.ts';
import { nearest } from '../search/nearest.ts';
import type { Params } from '../search/params.ts';
import { SearchError } from '../search/search-error.ts';
import type { Dataset } from './dataset.ts';
import type { Field } from './field.ts';

const TAG = /^(?:tags|flags)\[\s*"?([^\]",]+?)"?\s*(?:,\s*(string|number|boolean)\s*)?\]$/;

/** The field of a name; a tag for any other name, where the dataset has tags. Throws `SearchError`. */
export function fieldNamed(dataset: Dataset, name: string, params: Params): Field {
  const reason = dataset.notKept.get(name);
  if (reason !== undefined) throw new SearchError(`"${name}" cannot be asked for: ${reason}`, 0);
  const field = dataset.fields.get(name);
  if (field !== undefined) return field;
  const [, tag = name, type] = TAG.exec(name) ?? [];
  if (dataset.tags === undefined || name === '' || name.length > 200) {
    throw new SearchError(`"${name}" is no field of ${dataset.name}`, 0, nearest(name, dataset.fields.keys()));
  }
  const { tags } = dataset;
  const bound = params.bind(tag, 'String');
  if (type === 'number') return { type: 'number', sql: numberOfTag(tags, bound) };
  const text = `${tags.map}[${bound}]`;
  if (tags.numbers === undefined) return { type: 'text', sql: text };
  return {
    type: 'text',
    sql: `if(mapContains(${tags.numbers}, ${bound}), toString(${tags.numbers}[${bound}]), ${text})`,
  };
}
