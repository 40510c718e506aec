import { isJsonObject } from '@garrison/protocol';
import { type Rule } from './rules.ts';
import type { ScrubMode, Walk } from './walk.ts';

type Pair = [string, string];

interface PairOptions {
  readonly max: number;
  readonly keyMax: number;
  readonly valueMax: number;
  /** Of a string in place of the pairs. */
  readonly parse?: (text: string) => unknown[];
  /** How the key is written; undefined leaves the pair out. */
  readonly key?: (key: string) => string | undefined;
  /** A key that is a secret whatever the project's rules, when scrubbing is on. */
  readonly secret?: (key: string, walk: Walk) => boolean;
  readonly mode?: (key: string) => ScrubMode;
  /** The last value of a key stays, and empty values go. */
  readonly unique?: boolean;
}

/** `[[key, value]]`, from pairs, an object, or a string. */
export function pairs(options: PairOptions): Rule {
  return (value, walk) => {
    const given = givenPairs(value, options);
    if (given === undefined) return walk.invalid('an object or an array of pairs', value);
    if (given.length > options.max) {
      walk.remark({ rem: [['!limit', 'x']], len: given.length });
      given.length = options.max;
    }
    const read: Pair[] = [];
    for (const item of given) {
      walk.enter(read.length);
      const pair = readPair(item, walk, options);
      walk.leave();
      if (pair === undefined) continue;
      const known = options.unique === true ? read.find((other) => other[0] === pair[0]) : undefined;
      if (known === undefined) read.push(pair);
      else known[1] = pair[1];
    }
    return read;
  };
}

function givenPairs(value: unknown, options: PairOptions): unknown[] | undefined {
  if (typeof value === 'string') return options.parse?.(value);
  if (isJsonObject(value)) return Object.entries(value);
  return Array.isArray(value) ? value : undefined;
}

function readPair(item: unknown, walk: Walk, options: PairOptions): Pair | undefined {
  if (item === null) return undefined;
  if (!Array.isArray(item) || item.length !== 2) return walk.invalid('a pair', item);
  const given = scalar(item[0]);
  const value = scalar(Array.isArray(item[1]) ? item[1].map(scalar).join(', ') : item[1]);
  if (given === undefined) return walk.invalid('a key', item[0]);
  const written = options.key === undefined ? given : options.key(given);
  if (written === undefined) return undefined;
  walk.enter(0);
  const key = walk.text(written, options.keyMax, 'none');
  walk.leave();
  walk.enter(1);
  const kept = value === undefined ? missing(item[1], walk, options) : readValue(value, walk, { key, options });
  walk.leave();
  return kept === undefined || (options.unique === true && (kept === '' || key === '')) ? undefined : [key, kept];
}

function missing(value: unknown, walk: Walk, options: PairOptions): string | undefined {
  if (value !== null && value !== undefined) return walk.invalid('a string', value);
  return options.unique === true ? undefined : '';
}

function readValue(value: string, walk: Walk, by: { key: string; options: PairOptions }): string {
  const { key, options } = by;
  const verdict = walk.scrubber.judge(key);
  if (verdict === 'safe' || walk.isSafePlace(value, key)) return walk.text(value, options.valueMax, 'none');
  const isSecret = verdict === 'secret' || options.secret?.(key, walk) === true;
  if (isSecret && value !== '') return walk.filtered(value);
  return walk.text(value, options.valueMax, verdict === 'own' ? 'none' : (options.mode?.(key) ?? 'full'));
}

function scalar(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
