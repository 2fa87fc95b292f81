// Who reaches whom: namespaces first, their workloads on request, one port at a time, the reason one click away.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Matrix } from '../api.ts';
import { parsePort } from '../format.ts';
import { Notice } from '../parts/notice.tsx';
import { Pager, type Pages, usePages } from '../parts/pager.tsx';
import { go, href, type Place } from '../router.ts';
import { useCall } from '../use-call.ts';
import { CellPanel } from './cell-panel.tsx';
import { type Chosen, MatrixGrid } from './matrix-grid.tsx';

const axisSize = 30;
const defaultPorts = 'tcp/80,tcp/443,udp/53';

interface Axis {
  readonly search: string;
  readonly setSearch: (text: string) => void;
  readonly pages: Pages;
  readonly names: readonly string[] | undefined;
  readonly next: string;
  readonly total: number;
}

/** The namespaces along one side: a page of those that match. */
function useAxis(): Axis {
  const [search, setSearch] = useState('');
  const pages = usePages(search);
  const { data } = useCall('listNamespaces', { search, page_size: axisSize, page_token: pages.token });
  const names = data?.namespaces.filter(({ pods }) => pods > 0).map(({ name }) => name);
  return { search, setSearch, pages, names, next: data?.next_page_token ?? '', total: data?.total ?? 0 };
}

export function ReachabilityView({ place }: { readonly place: Place }) {
  const { query } = place;
  const namespace = query.get('namespace');
  const ports = (query.get('ports') ?? defaultPorts).split(',').filter((port) => parsePort(port));
  const shown = Math.max(0, ports.indexOf(query.get('port') ?? ''));
  const visit = useCallback(
    (values: Readonly<Record<string, string | undefined>>) =>
      go(href('/reachability', { ...Object.fromEntries(query), ...values }), { replace: true }),
    [query],
  );
  return (
    <>
      <h1>Reachability</h1>
      <p class="lead">
        {namespace === null ? (
          'Which namespaces reach which. Rows send, columns receive.'
        ) : (
          <>
            Workloads of <strong>{namespace}</strong>
            {query.get('to') && query.get('to') !== namespace ? (
              <>
                {' '}
                to <strong>{query.get('to')}</strong>
              </>
            ) : null}
            . Rows send, columns receive.
          </>
        )}
      </p>
      <PortChips ports={ports} shown={shown} onPorts={(next, port) => visit({ ports: next.join(','), port })} />
      {namespace === null ? (
        <NamespaceMatrix ports={ports} shown={shown} />
      ) : (
        <WorkloadMatrix from={namespace} to={query.get('to') ?? namespace} ports={ports} shown={shown} />
      )}
    </>
  );
}

interface PortChipsProps {
  readonly ports: readonly string[];
  readonly shown: number;
  readonly onPorts: (ports: readonly string[], port: string) => void;
}

function PortChips({ ports, shown, onPorts }: PortChipsProps) {
  const [text, setText] = useState('');
  const added = parsePort(text);
  return (
    <div class="ports">
      <div role="radiogroup" aria-label="Port" class="chips">
        {ports.map((port, index) => (
          <label key={port} class={index === shown ? 'chip on' : 'chip'}>
            <input type="radio" name="port" checked={index === shown} onChange={() => onPorts(ports, port)} />
            {port}
          </label>
        ))}
      </div>
      <form
        class="inline"
        onSubmit={(event) => {
          event.preventDefault();
          if (!added) return;
          const port = `${added.protocol}/${added.port}`;
          setText('');
          onPorts(ports.includes(port) ? ports : [...ports, port], port);
        }}
      >
        <input
          aria-label="Another port"
          placeholder="tcp/443"
          value={text}
          aria-invalid={text !== '' && !added}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" disabled={!added}>
          Add port
        </button>
      </form>
    </div>
  );
}

interface MatrixProps {
  readonly ports: readonly string[];
  readonly shown: number;
}

function NamespaceMatrix({ ports, shown }: MatrixProps) {
  const from = useAxis();
  const to = useAxis();
  const request =
    from.names && to.names && from.names.length > 0 && to.names.length > 0
      ? {
          group: 'NAMESPACE' as const,
          from: [...from.names],
          to: [...to.names],
          ports: [...ports],
          max_groups: axisSize,
        }
      : undefined;
  const answer = useCall('getReachability', request);
  return (
    <section class="card" aria-label="Matrix of namespaces">
      <div class="axes">
        <AxisControls name="From" axis={from} />
        <AxisControls name="To" axis={to} />
      </div>
      <Notice answer={answer} />
      {answer.data && <MatrixWithPanel matrix={answer.data} ports={ports} shown={shown} busy={answer.loading} />}
    </section>
  );
}

function AxisControls({ name, axis }: { readonly name: string; readonly axis: Axis }) {
  return (
    <div class="axis">
      <label>
        {name}
        <input
          type="search"
          placeholder="all namespaces"
          value={axis.search}
          onInput={(event) => axis.setSearch(event.currentTarget.value)}
        />
      </label>
      <Pager pages={axis.pages} next={axis.next} total={axis.total} size={axisSize} />
    </div>
  );
}

function WorkloadMatrix({ from, to, ports, shown }: MatrixProps & { readonly from: string; readonly to: string }) {
  const answer = useCall('getReachability', {
    group: 'WORKLOAD',
    from: [from],
    to: [to],
    ports: [...ports],
    max_groups: 60,
  });
  return (
    <section class="card" aria-label="Matrix of workloads">
      <p class="trail">
        <a href={href('/reachability', { ports: ports.join(','), port: ports[shown] })}>All namespaces</a>
      </p>
      <Notice answer={answer} />
      {answer.data && <MatrixWithPanel matrix={answer.data} ports={ports} shown={shown} busy={answer.loading} />}
    </section>
  );
}

function MatrixWithPanel({
  matrix,
  ports,
  shown,
  busy,
}: MatrixProps & { readonly matrix: Matrix; readonly busy: boolean }) {
  const [chosen, setChosen] = useState<Chosen>();
  const names = (groups: Matrix['rows']) => groups.map((g) => `${g.namespace}/${g.workload}`).join();
  const shape = `${names(matrix.rows)}|${names(matrix.columns)}`;
  useEffect(() => setChosen(undefined), [shape]);
  const port = ports[shown] ?? '';
  const layout = useRef<HTMLDivElement>(null);
  const close = () => {
    setChosen(undefined);
    layout.current?.querySelector<HTMLElement>('[data-at]')?.focus();
  };
  // While a port is added, the answer is still that to the question before.
  const answered = Math.max(0, matrix.ports.indexOf(port));
  return (
    <div ref={layout} class={chosen ? 'matrix-layout open' : 'matrix-layout'} aria-busy={busy}>
      <div class="matrix-side">
        <MatrixGrid matrix={matrix} port={answered} chosen={chosen} onChoose={setChosen} />
        <p class="legend">
          <span class="cell all" /> all pairs
          <span class="cell some" /> some
          <span class="cell none" /> none
          {(matrix.more_rows || matrix.more_columns) && <span class="more">There are more than are shown.</span>}
        </p>
      </div>
      {chosen && <CellPanel matrix={matrix} chosen={chosen} port={answered} onClose={close} />}
    </div>
  );
}
