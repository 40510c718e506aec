import type { FastifyReply } from 'fastify';
import type { SearchRemark } from '../../query/index.ts';

/** Far below the header size that proxies allow. */
const TEXT_MAX = 200;
const HEADER_MAX = 4000;

/**
 * `X-Garrison-Search-Remarks`: a JSON list of what of a search finds nothing by itself, `{position, key, message, nearest}`.
 * Characters beyond ASCII are escaped.
 */
export function setSearchRemarks(reply: FastifyReply, remarks: readonly SearchRemark[]): void {
  if (remarks.length === 0) return;
  const kept: string[] = [];
  for (const { position, key, message, nearest } of remarks) {
    const text = ascii({
      position,
      key: cut(key),
      message: cut(message),
      nearest: nearest === null ? null : cut(nearest),
    });
    if (kept.join(',').length + text.length > HEADER_MAX) break;
    kept.push(text);
  }
  void reply.header('x-garrison-search-remarks', `[${kept.join(',')}]`);
}

function cut(text: string): string {
  return text.length <= TEXT_MAX ? text : `${text.slice(0, TEXT_MAX - 3).toWellFormed()}...`;
}

function ascii(value: object): string {
  return JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
