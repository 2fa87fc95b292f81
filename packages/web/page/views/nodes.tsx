// Every node with its lag: counted by how far they are behind, and a list, those that are worst first, of which only
// what is in sight is asked for.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { call, type NodePage, type NodeStatus } from '../api.ts';
import { count, duration, plural } from '../format.ts';
import { Empty, Notice } from '../parts/notice.tsx';
import { VirtualList } from '../parts/virtual-list.tsx';
import { useCall } from '../use-call.ts';

const pageSize = 100;
const rowHeight = 44;
const states = [
  { value: '', name: 'All' },
  { value: 'behind', name: 'Behind' },
  { value: 'errors', name: 'With errors' },
  { value: 'missing', name: 'Without driver' },
];

export function Nodes() {
  const [search, setSearch] = useState('');
  const [state, setState] = useState('');
  const filter = { search, state };
  const answer = useCall('nodes', { ...filter, offset: 0, limit: pageSize }, { every: 2000, now: true });
  const { data } = answer;
  return (
    <section class="card" aria-labelledby="nodes">
      <div class="card-head">
        <h2 id="nodes">Nodes</h2>
        <input
          type="search"
          aria-label="Search nodes by name"
          placeholder="Search nodes"
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
        <select aria-label="Show nodes" value={state} onChange={(event) => setState(event.currentTarget.value)}>
          {states.map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <Notice answer={answer} />
      {data && <LagBars page={data} />}
      {data &&
        (data.total === 0 ? (
          <Empty>No node is like that.</Empty>
        ) : (
          <NodeRows key={`${search} ${state}`} first={data} filter={filter} />
        ))}
    </section>
  );
}

function LagBars({ page }: { readonly page: NodePage }) {
  const most = Math.max(1, ...page.lag.map(({ nodes }) => nodes));
  return (
    <ul class="lag" aria-label="Nodes by how long they have been behind">
      {page.lag.map(({ belowMilliseconds, nodes }, index) => (
        <li key={belowMilliseconds}>
          <span class="lag-name">{lagName(page.lag[index - 1]?.belowMilliseconds, belowMilliseconds)}</span>
          <span class="lag-track" aria-hidden="true">
            <span
              class={`lag-bar lag-${index} ${nodes > 0 ? 'some' : ''}`}
              style={{ width: `${(nodes / most) * 100}%` }}
            />
          </span>
          <span class="lag-count">{count(nodes)}</span>
        </li>
      ))}
    </ul>
  );
}

function lagName(from: number | null | undefined, to: number | null): string {
  if (to === 0) return 'up to date';
  if (to === null) return `over ${duration(from ?? 0)}`;
  return `under ${duration(to)}`;
}

interface NodeRowsProps {
  readonly first: NodePage;
  readonly filter: { readonly search: string; readonly state: string };
}

function NodeRows({ first, filter: { search, state } }: NodeRowsProps) {
  const pages = useRef(new Map<number, readonly NodeStatus[]>());
  const [, redraw] = useState(0);
  useEffect(() => {
    // The others are asked for anew once they are in sight: what is where depends on all nodes.
    pages.current.set(0, first.nodes);
  }, [first]);
  const onRange = useCallback(
    (from: number, to: number) => {
      for (let page = Math.floor(from / pageSize); page <= Math.floor(to / pageSize); page++) {
        if (page === 0 || pages.current.has(page)) continue;
        pages.current.set(page, []);
        call('nodes', { offset: page * pageSize, limit: pageSize, search, state }).then(
          ({ nodes }) => {
            pages.current.set(page, nodes);
            redraw((n) => n + 1);
          },
          () => pages.current.delete(page),
        );
      }
    },
    [search, state],
  );
  const at = (index: number) =>
    index < pageSize ? first.nodes[index] : pages.current.get(Math.floor(index / pageSize))?.[index % pageSize];
  return (
    <VirtualList
      label={plural(first.total, 'node')}
      count={first.total}
      rowHeight={rowHeight}
      onRange={onRange}
      row={(index) => <NodeRow node={at(index)} />}
    />
  );
}

function NodeRow({ node }: { readonly node: NodeStatus | undefined }) {
  if (!node) return <span class="node-row muted">…</span>;
  const [tone, word] = stateOf(node);
  return (
    <div class="node-row">
      <span class={`dot ${tone}`} aria-hidden="true" />
      <span class="node-name">{node.node}</span>
      <span class="node-state">{word}</span>
      <span class="node-revision">{node.connected ? `revision ${count(node.acknowledged)}` : ''}</span>
      <span class="node-errors">{node.errors[0] ? `${node.errors[0].object}: ${node.errors[0].reason}` : ''}</span>
    </div>
  );
}

function stateOf(node: NodeStatus): readonly [string, string] {
  if (!node.connected) return ['off', 'no driver'];
  if (!node.up_to_date) return ['warn', `behind for ${duration(node.lag_milliseconds)}`];
  if (node.drifted) return ['bad', 'drifted'];
  if (node.errors.length > 0) return ['bad', plural(node.errors.length, 'error')];
  return ['good', 'up to date'];
}
