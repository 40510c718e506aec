import { nearest } from '../search/nearest.ts';
import { SearchError } from '../search/search-error.ts';
import type { Dataset } from './dataset.ts';
import { errors } from './errors.ts';
import { logs } from './logs.ts';
import { spans } from './spans.ts';
import { transactions } from './transactions.ts';

export type { Dataset } from './dataset.ts';

/** Every dataset of the server. */
export const DATASETS: readonly Dataset[] = [errors, spans, transactions, logs];

/** Names that old clients use for a dataset. */
const OTHER_NAMES: Readonly<Record<string, string>> = { discover: 'errors', events: 'errors', ourlogs: 'logs' };

/** The dataset of a name; without a name errors, as Sentry answers. Throws `SearchError` that names those that exist. */
export function datasetNamed(datasets: readonly Dataset[], name = ''): Dataset {
  const wanted = name === '' ? 'errors' : (OTHER_NAMES[name] ?? name);
  const found = datasets.find((dataset) => dataset.name === wanted);
  if (found !== undefined) return found;
  const names = datasets.map((dataset) => dataset.name);
  throw new SearchError(`There is no dataset "${name}" here; there is ${names.join(', ')}`, 0, nearest(name, names));
}
