// Lists that the server gives a page at a time: tokens lead forwards, and those passed are kept to go back.
import { useEffect, useState } from 'preact/hooks';
import { count } from '../format.ts';

export interface Pages {
  /** Of the page to ask for. */
  readonly token: string;
  readonly index: number;
  readonly forward: (next: string) => void;
  readonly back: () => void;
}

/** Begins anew whenever what is listed changes. */
export function usePages(listed: string): Pages {
  const [tokens, setTokens] = useState<readonly string[]>(['']);
  useEffect(() => setTokens(['']), [listed]);
  return {
    token: tokens.at(-1) ?? '',
    index: tokens.length - 1,
    forward: (next) => setTokens((before) => [...before, next]),
    back: () => setTokens((before) => (before.length > 1 ? before.slice(0, -1) : before)),
  };
}

interface PagerProps {
  readonly pages: Pages;
  readonly next: string;
  readonly total: number;
  readonly size: number;
}

export function Pager({ pages, next, total, size }: PagerProps) {
  if (next === '' && pages.index === 0) return null;
  const first = pages.index * size + 1;
  return (
    <div class="pager">
      <button type="button" disabled={pages.index === 0} onClick={pages.back}>
        Previous
      </button>
      <span aria-live="polite">
        {count(first)}–{count(Math.min(total, first + size - 1))} of {count(total)}
      </span>
      <button type="button" disabled={next === ''} onClick={() => pages.forward(next)}>
        Next
      </button>
    </div>
  );
}
