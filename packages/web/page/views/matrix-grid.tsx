// The matrix: a grid that the arrow keys walk, of which one cell has the focus.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Matrix, MatrixCell } from '../api.ts';
import { count } from '../format.ts';
import { cellAt, columnsOf, fillOf, nameOf, type Row, rowsOf, shortName } from '../matrix.ts';
import { href } from '../router.ts';

export interface Chosen {
  readonly row: number;
  readonly column: number;
}

interface MatrixGridProps {
  readonly matrix: Matrix;
  /** Which of its ports is shown. */
  readonly port: number;
  readonly chosen: Chosen | undefined;
  readonly onChoose: (chosen: Chosen) => void;
}

export function MatrixGrid({ matrix, port, chosen, onChoose }: MatrixGridProps) {
  const [rows, columns] = [rowsOf(matrix), columnsOf(matrix)];
  const [at, setAt] = useState<Chosen>({ row: 0, column: 0 });
  const table = useRef<HTMLTableElement>(null);
  const focused = { row: Math.min(at.row, rows.length - 1), column: Math.min(at.column, columns.length - 1) };
  useEffect(() => {
    // The panel that opens takes room from the matrix.
    table.current?.querySelector('[aria-pressed=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [chosen]);
  // Where the focus is, the document knows best: keys may come faster than this is drawn.
  const onKeyDown = (event: KeyboardEvent) => {
    const cell = (event.target as Element).closest('td');
    if (!cell) return;
    const from = { row: (cell.parentElement as HTMLTableRowElement).rowIndex - 1, column: cell.cellIndex - 1 };
    const next = step(event, from, rows.length, columns.length);
    if (!next) return;
    event.preventDefault();
    table.current?.rows[next.row + 1]?.cells[next.column + 1]?.querySelector('button')?.focus();
  };
  return (
    <div class="matrix-box">
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid that arrow keys walk is made of a table */}
      <table class="matrix" ref={table} role="grid" aria-label="Reachability" onKeyDown={onKeyDown}>
        <ColumnNames columns={columns} focused={focused.column} />
        <tbody>
          {rows.map((row, r) => (
            <tr key={nameOf(row)} class={row === 'outside' ? 'outside-row' : ''}>
              <th scope="row" class={`row-name ${r === focused.row ? 'here' : ''}`}>
                <GroupName group={row} />
              </th>
              {columns.map((column, c) => (
                <GridCell
                  key={nameOf(column)}
                  cell={cellAt(matrix, r, c, port)}
                  names={[nameOf(row), nameOf(column)]}
                  isOutside={column === 'outside'}
                  isAt={r === focused.row && c === focused.column}
                  isChosen={chosen?.row === r && chosen.column === c}
                  onFocus={() => setAt({ row: r, column: c })}
                  onChoose={() => onChoose({ row: r, column: c })}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ColumnNames({ columns, focused }: { readonly columns: readonly Row[]; readonly focused: number }) {
  return (
    <thead>
      <tr>
        <th scope="col" class="corner">
          from <span aria-hidden="true">↓</span> to <span aria-hidden="true">→</span>
        </th>
        {columns.map((column, index) => (
          <th
            key={nameOf(column)}
            scope="col"
            class={`column-name ${index === focused ? 'here' : ''} ${column === 'outside' ? 'outside' : ''}`}
          >
            <GroupName group={column} />
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface GridCellProps {
  readonly cell: MatrixCell | undefined;
  readonly names: readonly [from: string, to: string];
  readonly isOutside: boolean;
  /** Where Tab leads. */
  readonly isAt: boolean;
  readonly isChosen: boolean;
  readonly onFocus: () => void;
  readonly onChoose: () => void;
}

function GridCell({ cell, names: [from, to], isOutside, isAt, isChosen, onFocus, onChoose }: GridCellProps) {
  const fill = fillOf(cell);
  const said = cell ? `${count(cell.allowed)} of ${count(cell.pairs)} pairs allowed` : 'not asked';
  return (
    <td class={isOutside ? 'outside' : ''}>
      <button
        type="button"
        class={`cell ${fill}`}
        tabIndex={isAt ? 0 : -1}
        aria-pressed={isChosen}
        data-at={isAt ? '' : undefined}
        aria-disabled={fill === 'nobody'}
        aria-label={`${from} to ${to}: ${said}`}
        title={`${from} → ${to}: ${said}`}
        onFocus={onFocus}
        onClick={() => fill !== 'nobody' && onChoose()}
      />
    </td>
  );
}

function GroupName({ group }: { readonly group: Row }) {
  if (group === 'outside' || group.workload !== '') return <span title={nameOf(group)}>{shortName(group)}</span>;
  return (
    <a
      href={href('/reachability', { namespace: group.namespace })}
      tabIndex={-1}
      title={`Workloads of ${group.namespace}`}
    >
      {group.namespace}
    </a>
  );
}

function step(
  { key, ctrlKey }: KeyboardEvent,
  { row, column }: Chosen,
  rows: number,
  columns: number,
): Chosen | undefined {
  switch (key) {
    case 'ArrowUp':
      return { row: Math.max(0, row - 1), column };
    case 'ArrowDown':
      return { row: Math.min(rows - 1, row + 1), column };
    case 'ArrowLeft':
      return { row, column: Math.max(0, column - 1) };
    case 'ArrowRight':
      return { row, column: Math.min(columns - 1, column + 1) };
    case 'Home':
      return { row: ctrlKey ? 0 : row, column: 0 };
    case 'End':
      return { row: ctrlKey ? rows - 1 : row, column: columns - 1 };
    default:
      return undefined;
  }
}
