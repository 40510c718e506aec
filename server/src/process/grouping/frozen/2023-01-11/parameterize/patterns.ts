/**
 * The kinds of values that differ from event to event, in the order in which they are tried at each place of a text.
 * Every pattern is linear: a repetition is bounded, or starts at a word boundary only, or consumes what it has read.
 */
const DAY = '(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)';
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const ZONE = '(?:[-+]\\d{2}[0-5]\\d|UTC|UT|GMT|[ECMP][SD]T|[A-IK-Z])';
const CLOCK = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d';
const HEX = '[0-9a-fA-F]';
/** A dash joined to a word is a hyphen, not a sign. */
const SIGN = '(?:(?<!\\w)-)?';
const BYTE = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';

const TOP_LEVEL_DOMAINS =
  'com net org jp de uk fr br it ru es me gov pl ca au cn co in nl edu info eu ch id at kr cz mx be tv se tr tw al ua ir vn cl sk ly cc to no ' +
  'fi us pt dk ar hu tk gr il news ro my biz ie za nz sg ee th io xyz pe bg hk rs lt link ph club si site mobi by cat wiki la ga xxx cf hr ng ' +
  'jobs online kz ug gq ae is lv pro fm tips ms sa app';
const LOWER = TOP_LEVEL_DOMAINS.replaceAll(' ', '|');

const DATES = [
  // RFC 822, 1123: Mon, 02 Jan 2006 15:04:05 -0700
  `\\b${DAY}, \\d{1,2} ${MONTH} \\d{2,4} \\d{2}:\\d{2}(?::\\d{2})?(?: ${ZONE}\\b)?`,
  // RFC 850: Monday, 02-Jan-06 15:04:05 MST; the weekday may be abbreviated
  `\\b(?:${DAY}|(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day), \\d{2}-${MONTH}-\\d{2,4} ${CLOCK}(?: ${ZONE}\\b)?`,
  // JavaScript: Mon Jan 02 2006 15:04:05 GMT-0700 (Mountain Standard Time)
  `\\b${DAY} ${MONTH} \\d{2} \\d{4} ${CLOCK} GMT[+-]\\d{4}(?: \\([A-Za-z ]{1,60}\\))?`,
  // ctime, `date`, Ruby: Mon Jan  2 15:04:05 MST 2006
  `\\b${DAY} ${MONTH} {1,2}\\d{1,2} ${CLOCK}(?: ${ZONE})? \\d{4}\\b`,
  `\\b(?:${DAY} )?${MONTH} [0-3]?\\d, \\d{2,4}\\b`,
  // ISO 8601, RFC 3339 (also with `Z` and an offset), and the same with a space
  `\\b\\d{4}-?[01]\\d-?[0-3]\\d[T ][0-2]\\d:?[0-5]\\d(?::?[0-5]\\d(?:[.,]\\d{1,12})?)?(?: ?(?:Z(?:[+-]?\\d{2}:?\\d{2})?|UTC|GMT|[+-]\\d{2}:?\\d{2}))?\\b`,
  `\\bdatetime\\.datetime\\([\\d, ]{1,60}\\)`,
  `\\b\\d{4}-[01]\\d-[0-3]\\d\\b`,
  `\\b\\d{4}/[01]\\d/[0-3]\\d\\b`,
  // Kitchen clock: 3:04PM, 15:04, 15:04:05.123
  '\\b(?:[01]?\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,12})?)?(?: ?[aApP][mM])?\\b',
];

/** A whole word of one case: of four characters with a letter and a digit among them, or of eight of any kind. */
function bareHex(letters: string): string[] {
  return [
    `${SIGN}\\b[0-9${letters}]{8,}\\b`,
    `\\b(?=[${letters}]{0,7}\\d)(?=\\d{0,7}[${letters}])[0-9${letters}]{4,7}\\b`,
  ];
}

export const PATTERNS: readonly (readonly [name: string, source: string])[] = [
  ['email', "[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-zA-Z0-9-]{1,63}(?:\\.[a-zA-Z0-9-]{1,63}){0,8}"],
  ['url', '\\b(?:wss?|https?|ftp|file)://[^\\s/$.?#]\\S*'],
  ['hostname', `\\b(?:[a-zA-Z0-9-]{1,63}\\.){1,8}?(?:(?:${LOWER})|(?:${LOWER.toUpperCase()}))\\b`],
  [
    'ip',
    [
      `\\b(?:${HEX}{1,4}:){7}${HEX}{1,4}\\b`,
      `\\b(?=[a-fA-F:]{0,40}\\d)(?:${HEX}{1,4}:){1,6}(?::${HEX}{1,4}){1,6}\\b`,
      `(?<![\\w:])::(?=[a-fA-F:]{0,40}\\d)${HEX}{1,4}(?::${HEX}{1,4}){0,6}\\b`,
      `\\b(?:${BYTE}\\.){3}${BYTE}\\b`,
    ].join('|'),
  ],
  ['traceparent', '\\b00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]\\b|\\b1-[0-9a-f]{8}-[0-9a-f]{24}\\b'],
  ['uuid', `\\b${HEX}{8}-${HEX}{4}-${HEX}{4}-${HEX}{4}-${HEX}{12}\\b`],
  ['sha1', `\\b${HEX}{40}\\b`],
  ['md5', `\\b${HEX}{32}\\b`],
  ['date', DATES.join('|')],
  ['duration', '\\b\\d+(?:\\.\\d+)?m?s\\b'],
  ['swift_txn_id', '\\btx[0-9a-f]{21}-[0-9a-f]{10}[\\w-]*'],
  // Seven lower-case digits and letters are the short form that git writes.
  ['git_sha', '\\b(?=[a-f]{0,6}\\d)(?=\\d{0,6}[a-f])[0-9a-f]{7}\\b'],
  ['hex', [`\\b0[xX]${HEX}+\\b`, ...bareHex('a-f'), ...bareHex('A-F')].join('|')],
  ['float', `${SIGN}\\b\\d+\\.\\d+\\b`],
  ['int', `${SIGN}\\b\\d{1,7}\\b`],
  ['quoted_str', `(?<==)(?:'[^']+'|"[^"]+")`],
  ['bool', '(?<==)(?:True|true|False|false)\\b'],
];
