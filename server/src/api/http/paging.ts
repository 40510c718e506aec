import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { AppError } from '../../errors.ts';
import type { Page } from '../../query/index.ts';

const PAGE_MAX = 100;
const CURSOR = /^-?\d+(?:\.\d+)?:(\d+):[01]$/;

/** Query keys of every list. A cursor is Sentry's `value:offset:isPrev`; ours carries everything in the offset. */
export const PageQuery = {
  cursor: Type.Optional(Type.String({ maxLength: 100 })),
  per_page: Type.Optional(Type.Integer({ minimum: 1 })),
  limit: Type.Optional(Type.Integer({ minimum: 1 })),
};

interface PageQueryValues {
  readonly cursor?: string;
  readonly per_page?: number;
  readonly limit?: number;
}

/** More than 100 per page is 100: clients ask for the most they can get. */
export function pageOf(query: PageQueryValues, sizeDefault = PAGE_MAX): Page {
  const limit = Math.min(query.per_page ?? query.limit ?? sizeDefault, PAGE_MAX);
  if (query.cursor === undefined || query.cursor === '') return { limit, offset: 0 };
  const offset = Number(CURSOR.exec(query.cursor)?.[1]);
  if (!Number.isSafeInteger(offset)) throw new AppError('request_invalid', 'Invalid cursor parameter.');
  return { limit, offset };
}

export interface PageResult<Row> {
  readonly rows: readonly Row[];
  readonly hasMore: boolean;
  readonly hits?: number;
  /** Hits are counted up to this many. */
  readonly hitsMax?: number;
}

/** Sets `Link` (and `X-Hits`) on a list; the clients split it at `,` and `;`, so the URL must hold neither. */
export function setLink(
  request: FastifyRequest,
  reply: FastifyReply,
  options: { page: Page; result: PageResult<unknown>; publicUrl: string },
): void {
  const { page, result } = options;
  const url = new URL(request.url, options.publicUrl);
  url.searchParams.delete('cursor');
  const query = url.searchParams.toString();
  const base = `${options.publicUrl}${url.pathname}?${query}`.replaceAll(',', '%2C').replaceAll(';', '%3B');
  const link = (rel: 'previous' | 'next', results: boolean, cursor: string) =>
    `<${base}&cursor=${cursor}>; rel="${rel}"; results="${results}"; cursor="${cursor}"`;
  const previous = `0:${Math.max(page.offset - page.limit, 0)}:1`;
  const next = `0:${page.offset + page.limit}:0`;
  void reply.header('link', `${link('previous', page.offset > 0, previous)}, ${link('next', result.hasMore, next)}`);
  if (result.hits !== undefined) void reply.header('x-hits', result.hits);
  if (result.hitsMax !== undefined) void reply.header('x-max-hits', result.hitsMax);
}

/** A page of a list that is in memory as a whole. */
export function pageOfRows<Row>(rows: readonly Row[], page: Page): PageResult<Row> {
  return {
    rows: rows.slice(page.offset, page.offset + page.limit),
    hasMore: rows.length > page.offset + page.limit,
    hits: rows.length,
  };
}
