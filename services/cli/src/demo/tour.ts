// What the demo shows, in order, and what ought to come of it.
import type { Cell } from './matrix.ts';

export interface TourStep {
  /** In deploy/demo/policies; its first line, a comment, says what it is for. */
  readonly file: string;
  /** Cells that it closes, and then cells that it opens, as `<from> > <to>:<port>` with `*` for any text. */
  readonly closes: readonly string[];
  readonly opens: readonly string[];
}

export const tour: readonly TourStep[] = [
  { file: '10-shop-default-deny.yaml', closes: ['* > shop/*'], opens: [] },
  { file: '20-web-for-all.yaml', closes: [], opens: ['* > shop/web:80'] },
  { file: '30-api-for-web.yaml', closes: [], opens: ['shop/web > shop/api:8080'] },
  { file: '40-db-for-api.yaml', closes: [], opens: ['shop/api > shop/db:5432'] },
  {
    file: '50-metrics-for-ops.yaml',
    closes: [],
    opens: ['ops/prom > shop/api:9100', 'ops/prom > shop/db:9187'],
  },
  {
    file: '60-guests-stay-out.yaml',
    closes: ['guest/pc > *'],
    opens: ['guest/pc > ops/dns:53', 'guest/pc > shop/web:80'],
  },
];

/** Which of the cells ought to be open after a step, given those that were before. */
export function expectedAfter(
  step: TourStep,
  cells: readonly Cell[],
  before: ReadonlySet<string>,
): ReadonlySet<string> {
  const matches = (patterns: readonly string[], { key }: Cell) => patterns.some((pattern) => glob(pattern).test(key));
  return new Set(
    cells
      .filter((cell) => matches(step.opens, cell) || (before.has(cell.key) && !matches(step.closes, cell)))
      .map(({ key }) => key),
  );
}

const glob = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
