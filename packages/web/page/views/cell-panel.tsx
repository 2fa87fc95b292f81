// What a cell of the matrix says, and why, by a pair of pods that stands for it.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Matrix, MatrixCell } from '../api.ts';
import { count, parsePort, plural } from '../format.ts';
import { cellAt, columnsOf, examplesOf, nameOf, type Row, rowsOf } from '../matrix.ts';
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
        {cell.one_version.map(({ ip_version: version, pairs }) => (
          <span key={version}>
            {' '}
            Of those, {plural(pairs, 'pair')} over IPv{version} alone.
          </span>
        ))}
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
  const examples = examplesOf(cell);
  const [chosen, setChosen] = useState(0);
  const parsed = parsePort(port);
  const example = examples[chosen];
  if (!parsed || !example) return null;
  const { from, to, ip_version } = example;
  return (
    <>
      {examples.length > 1 && (
        <div class="chips" role="radiogroup" aria-label="Explain">
          {examples.map(({ what }, index) => (
            <label key={what} class={index === chosen ? 'chip on' : 'chip'}>
              <input type="radio" name="pair" checked={index === chosen} onChange={() => setChosen(index)} />
              {what}
            </label>
          ))}
        </div>
      )}
      <Explained question={{ from, to, ip_version, ...parsed }} />
    </>
  );
}
