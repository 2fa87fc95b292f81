// Reading the matrix: groups along both sides, and the outside of the cluster as one more of them at the end of each.
import type { Matrix, MatrixCell, MatrixGroup } from './api.ts';

export type Row = MatrixGroup | 'outside';
export type Fill = 'all' | 'some' | 'none' | 'nobody';

export const rowsOf = (matrix: Matrix): readonly Row[] =>
  matrix.external_to_columns.length > 0 ? [...matrix.rows, 'outside'] : matrix.rows;

export const columnsOf = (matrix: Matrix): readonly Row[] =>
  matrix.rows_to_external.length > 0 ? [...matrix.columns, 'outside'] : matrix.columns;

/** Undefined from outside to outside, which is nobody's to decide. */
export function cellAt(matrix: Matrix, row: number, column: number, port: number): MatrixCell | undefined {
  const ports = matrix.ports.length;
  const [outRow, outColumn] = [row >= matrix.rows.length, column >= matrix.columns.length];
  if (outRow && outColumn) return undefined;
  if (outRow) return matrix.external_to_columns[column * ports + port];
  if (outColumn) return matrix.rows_to_external[row * ports + port];
  return matrix.cells[(row * matrix.columns.length + column) * ports + port];
}

export function fillOf(cell: MatrixCell | undefined): Fill {
  if (!cell || cell.pairs === 0) return 'nobody';
  if (cell.allowed === 0) return 'none';
  return cell.allowed === cell.pairs && cell.one_version.length === 0 ? 'all' : 'some';
}

export interface Example {
  /** Which pairs it stands for. */
  readonly what: string;
  readonly from: string;
  readonly to: string;
  /** 0: whichever both have. */
  readonly ip_version: number;
}

/** Pairs of a cell that get different answers, what is denied first. */
export function examplesOf(cell: MatrixCell): readonly Example[] {
  const examples = [
    { what: 'a denied pair', from: cell.denied_from, to: cell.denied_to, ip_version: 0 },
    { what: 'an allowed pair', from: cell.allowed_from, to: cell.allowed_to, ip_version: 0 },
    ...cell.one_version.map(({ ip_version, from, to }) => {
      const denied = ip_version === 4 ? 6 : 4;
      return { what: `a pair denied over IPv${denied} alone`, from, to, ip_version: denied };
    }),
  ];
  return examples.filter(({ from }) => from !== '');
}

export function nameOf(row: Row): string {
  if (row === 'outside') return 'outside';
  return row.workload === '' ? row.namespace : `${row.namespace}/${row.workload}`;
}

/** In the matrix itself: there a workload's namespace goes without saying. */
export const shortName = (row: Row) => (row === 'outside' ? 'outside' : row.workload || row.namespace);
