// What a cell of the matrix says, and why, by a pair of pods that stands for it.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Matrix, MatrixCell } from '../api.ts';
import { count, parsePort, plural } from '../format.ts';
import { cellAt, columnsOf, nameOf, type Row, rowsOf } from '../matrix.ts';
import { Arrow } from '../parts/verdict.tsx';
import { href } from '../router.ts';
import { Explained } from './explanation.tsx';
import type { Chosen } from './matrix-grid.tsx';

interface CellPanelProps {
  readonly matrix: Matrix;
  readonly chosen: Chosen;
  readonly port: number;
  readonly onClose: () => void;
}

export function CellPanel({ matrix, chosen: { row, column }, port, onClose }: CellPanelProps) {
  const [from, to] = [rowsOf(matrix)[row], columnsOf(matrix)[column]];
  const cell = cellAt(matrix, row, column, port);
  const portName = matrix.ports[port] ?? '';
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), [row, column]);
  if (!from || !to || !cell) return null;
  return (
    <aside
      class="panel"
      ref={panel}
      tabIndex={-1}
      aria-label="Explanation"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <div class="panel-head">
        <h2>
          {nameOf(from)} <Arrow /> {nameOf(to)}
        </h2>
        <button type="button" onClick={onClose} aria-label="Close the explanation">
          ✕
        </button>
      </div>
      <p>
        {portName}: {count(cell.allowed)} of {plural(cell.pairs, 'pair')} may talk.
      </p>
      <Drill from={from} to={to} port={portName} />
      <Pair key={`${row} ${column} ${port}`} cell={cell} port={portName} />
    </aside>
  );
}

function Drill({ from, to, port }: { readonly from: Row; readonly to: Row; readonly port: string }) {
  if (from === 'outside' || to === 'outside' || from.workload !== '') return null;
  return (
    <p>
      <a href={href('/reachability', { namespace: from.namespace, to: to.namespace, ports: port })}>
        By workload: {from.namespace} to {to.namespace}
      </a>
    </p>
  );
}

function Pair({ cell, port }: { readonly cell: MatrixCell; readonly port: string }) {
  const [deniedFirst, setDeniedFirst] = useState(cell.allowed < cell.pairs);
  const isMixed = cell.allowed > 0 && cell.allowed < cell.pairs;
  const parsed = parsePort(port);
  const [from, to] = deniedFirst ? [cell.denied_from, cell.denied_to] : [cell.allowed_from, cell.allowed_to];
  if (!parsed) return null;
  return (
    <>
      {isMixed && (
        <div class="chips" role="radiogroup" aria-label="Explain">
          <label class={deniedFirst ? 'chip on' : 'chip'}>
            <input type="radio" name="pair" checked={deniedFirst} onChange={() => setDeniedFirst(true)} />a denied pair
          </label>
          <label class={deniedFirst ? 'chip' : 'chip on'}>
            <input type="radio" name="pair" checked={!deniedFirst} onChange={() => setDeniedFirst(false)} />
            an allowed pair
          </label>
        </div>
      )}
      {from !== '' && to !== '' && <Explained question={{ from, to, ...parsed }} />}
    </>
  );
}
