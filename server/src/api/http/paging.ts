import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { AppError } from '../../errors.ts';
import type { Page, PositionPage, PositionResult } from '../../query/index.ts';

const PAGE_MAX = 100;
const CURSOR = /^(-?\d+(?:\.\d+)?):(\d{1,39}):([01])$/;
/** The same with a text, as base64url, in the place of an id. */
const TEXT_CURSOR = /^(-?\d+(?:\.\d+)?):([\w-]*):([01])$/;

/** Query keys of every list. A cursor is Sentry's `value:offset:isPrev`. A list by place uses the offset; a list by position has the id of a row there. */
export const PageQuery = {
  cursor: Type.Optional(Type.String({ maxLength: 2000 })),
  per_page: Type.Optional(Type.Integer({ minimum: 1 })),
  limit: Type.Optional(Type.Integer({ minimum: 1 })),
};

interface PageQueryValues {
  readonly cursor?: string;
  readonly per_page?: number;
  readonly limit?: number;
}

/** More than 100 per page counts as 100: clients ask for a large number to get the most. */
function limitOf(query: PageQueryValues, sizeDefault: number): number {
  return Math.min(query.per_page ?? query.limit ?? sizeDefault, PAGE_MAX);
}

/** `anchor`: the time that the pages of one question end at, milliseconds. */
export interface AnchoredPage extends Page {
  readonly anchor?: number;
}

export function pageOf(query: PageQueryValues, sizeDefault = PAGE_MAX): AnchoredPage {
  const limit = limitOf(query, sizeDefault);
  const cursor = cursorOf(query.cursor);
  if (cursor === undefined) return { limit, offset: 0 };
  const offset = Number(cursor.id);
  if (!Number.isSafeInteger(offset)) throw invalidCursor();
  return { limit, offset, ...(cursor.value > 0 ? { anchor: cursor.value } : {}) };
}

/** Of a list by position: the page that follows or precedes a row. */
export function positionPageOf(query: PageQueryValues, sizeDefault = PAGE_MAX): PositionPage {
  const cursor = cursorOf(query.cursor);
  return { limit: limitOf(query, sizeDefault), ...(cursor === undefined ? {} : { position: cursor }) };
}

/** The same of a list whose rows have no id but a text of their own. */
export function textPageOf(query: PageQueryValues, sizeDefault = PAGE_MAX): PositionPage<string> {
  const limit = limitOf(query, sizeDefault);
  if (query.cursor === undefined || query.cursor === '') return { limit };
  const [, value, text, isPrevious] = TEXT_CURSOR.exec(query.cursor) ?? [];
  if (value === undefined || text === undefined || !Number.isSafeInteger(Math.trunc(Number(value)))) {
    throw invalidCursor();
  }
  const id = Buffer.from(text, 'base64url').toString();
  return { limit, position: { value: Number(value), id, side: isPrevious === '1' ? 'before' : 'after' } };
}

/** Clients begin with an empty cursor. */
function cursorOf(text: string | undefined): PositionPage['position'] {
  if (text === undefined || text === '') return undefined;
  const [, value, id, isPrevious] = CURSOR.exec(text) ?? [];
  if (value === undefined || id === undefined) throw invalidCursor();
  return { value: Number(value), id: BigInt(id), side: isPrevious === '1' ? 'before' : 'after' };
}

function invalidCursor(): AppError {
  return new AppError('request_invalid', 'Invalid cursor parameter.');
}

export interface PageResult<Row> {
  readonly rows: readonly Row[];
  readonly hasMore: boolean;
  readonly hits?: number;
}

/** Sets `Link` (and `X-Hits`) on a list. */
export function setLink(
  request: FastifyRequest,
  reply: FastifyReply,
  options: { page: AnchoredPage; result: PageResult<unknown>; publicUrl: string },
): void {
  const { page, result, publicUrl } = options;
  const { anchor = 0 } = page;
  const previous = { cursor: `${anchor}:${Math.max(page.offset - page.limit, 0)}:1`, results: page.offset > 0 };
  const next = { cursor: `${anchor}:${page.offset + page.limit}:0`, results: result.hasMore };
  sendLink(request, reply, { previous, next, publicUrl });
  if (result.hits !== undefined) void reply.header('x-hits', result.hits);
}

type RowId = bigint | number | string;

/** The same for a list by position. `position`: what the list is ordered by, and the id (or the text), of a row. */
export function setPositionLink<Row>(
  request: FastifyRequest,
  reply: FastifyReply,
  options: {
    page: PositionPage<RowId>;
    result: PositionResult<Row>;
    publicUrl: string;
    position: (row: Row) => { readonly value: number; readonly id: RowId };
  },
): void {
  const { page, result, publicUrl } = options;
  const cursorAt = (row: Row | undefined, side: 'after' | 'before'): string => {
    // The links of a page without rows lead to the position where it began.
    const { value, id } = row === undefined ? (page.position ?? { value: 0, id: 0n }) : options.position(row);
    const name = typeof id === 'string' ? Buffer.from(id).toString('base64url') : id;
    return `${value}:${name}:${side === 'before' ? 1 : 0}`;
  };
  const previous = { cursor: cursorAt(result.rows[0], 'before'), results: result.hasPrevious };
  const next = { cursor: cursorAt(result.rows.at(-1), 'after'), results: result.hasNext };
  sendLink(request, reply, { previous, next, publicUrl });
}

/** Of a list by id. */
export const byId = ({ id }: { readonly id: number }): { value: number; id: number } => ({ value: id, id });

interface LinkEnd {
  readonly cursor: string;
  readonly results: boolean;
}

/** Clients split the header at `,` and `;`, so the URL must hold neither. */
function sendLink(
  request: FastifyRequest,
  reply: FastifyReply,
  { publicUrl, ...ends }: { previous: LinkEnd; next: LinkEnd; publicUrl: string },
): void {
  const url = new URL(request.url, publicUrl);
  url.searchParams.delete('cursor');
  const query = url.searchParams.toString();
  const base = `${publicUrl}${url.pathname}?${query}`.replaceAll(',', '%2C').replaceAll(';', '%3B');
  const link = (rel: 'previous' | 'next', { cursor, results }: LinkEnd) =>
    `<${base}&cursor=${cursor}>; rel="${rel}"; results="${results}"; cursor="${cursor}"`;
  void reply.header('link', `${link('previous', ends.previous)}, ${link('next', ends.next)}`);
}

/** A page of a list that is in memory as a whole. */
export function pageOfRows<Row>(rows: readonly Row[], page: Page): PageResult<Row> {
  return {
    rows: rows.slice(page.offset, page.offset + page.limit),
    hasMore: rows.length > page.offset + page.limit,
    hits: rows.length,
  };
}
