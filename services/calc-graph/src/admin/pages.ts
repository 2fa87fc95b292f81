// Lists, a page at a time, in the order of their keys: a page goes on behind the last key of the one before, so that
// what comes and goes between two pages neither repeats nor hides anything else.
import { AdminError } from './error.ts';

const defaultPageSize = 100;
const maxPageSize = 1000;

export interface PageRequest {
  readonly page_size?: number | null;
  readonly page_token?: string | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next_page_token: string;
  readonly total: number;
}

export function pageOf<T>(items: Iterable<T>, keyOf: (item: T) => string, request: PageRequest): Page<T> {
  const sorted = [...items].map((item) => ({ key: keyOf(item), item })).sort((a, b) => (a.key < b.key ? -1 : 1));
  const after = request.page_token ? decode(request.page_token) : undefined;
  const size = Math.min(request.page_size || defaultPageSize, maxPageSize);
  const start = after === undefined ? 0 : sorted.findIndex(({ key }) => key > after);
  const page = start < 0 ? [] : sorted.slice(start, start + size);
  const isLast = start < 0 || start + size >= sorted.length;
  return {
    items: page.map(({ item }) => item),
    next_page_token: isLast ? '' : Buffer.from(page.at(-1)!.key).toString('base64url'),
    total: sorted.length,
  };
}

function decode(token: string): string {
  if (!/^[\w-]+$/.test(token)) throw new AdminError('invalid', 'page_token: not one that was given out');
  return Buffer.from(token, 'base64url').toString();
}
