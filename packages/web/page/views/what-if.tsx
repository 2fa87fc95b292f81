// What a change would do, before it is made.
import { useEffect, useRef, useState } from 'preact/hooks';
import { call, type VerdictChange, type WhatIfResult } from '../api.ts';
import { count, plural } from '../format.ts';
import { useMoment } from '../moment.ts';
import { Arrow, Verdict } from '../parts/verdict.tsx';

const example = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  namespace: shop
  name: default-deny-egress
spec:
  podSelector: {}
  policyTypes: [Egress]
`;

/** Addresses that stand for any outside of the cluster. */
const nowhere: ReadonlySet<string> = new Set(['192.0.2.1', '2001:db8::1']);

interface State {
  readonly busy: boolean;
  readonly result?: WhatIfResult;
  readonly error?: string;
}

interface Change {
  /** YAML. */
  readonly apply: string;
  readonly delete: string;
  readonly enforce_staged: boolean;
}

export function WhatIfView() {
  const { moment } = useMoment();
  const [state, setState] = useState<State>({ busy: false });
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  const ask = async (change: Change) => {
    abort.current?.abort();
    abort.current = new AbortController();
    const { signal } = abort.current;
    setState({ busy: true });
    try {
      const result = await call('whatIf', change, { at: moment, signal });
      setState({ busy: false, result });
    } catch (error) {
      if (!signal.aborted) setState({ busy: false, error: (error as Error).message });
    }
  };
  return (
    <>
      <h1>What if</h1>
      <p class="lead">Paste a change. It is computed beside the cluster, and nothing is applied.</p>
      <ChangeForm busy={state.busy} onAsk={(change) => void ask(change)} />
      <div aria-live="polite" aria-busy={state.busy}>
        {state.error !== undefined && (
          <p class="notice bad" role="alert">
            {state.error}
          </p>
        )}
        {state.result && <Result result={state.result} />}
      </div>
    </>
  );
}

interface ChangeFormProps {
  readonly busy: boolean;
  readonly onAsk: (change: Change) => void;
}

function ChangeForm({ busy, onAsk }: ChangeFormProps) {
  const [apply, setApply] = useState('');
  const [remove, setRemove] = useState('');
  const [staged, setStaged] = useState(false);
  return (
    <form
      class="card what-if"
      onSubmit={(event) => {
        event.preventDefault();
        onAsk({ apply, delete: remove, enforce_staged: staged });
      }}
    >
      <label>
        Apply (YAML)
        <textarea
          rows={12}
          spellcheck={false}
          value={apply}
          placeholder={example}
          onInput={(event) => setApply(event.currentTarget.value)}
        />
      </label>
      <details>
        <summary>Delete objects, staged policies</summary>
        <label>
          Delete (YAML)
          <textarea
            rows={5}
            spellcheck={false}
            value={remove}
            onInput={(event) => setRemove(event.currentTarget.value)}
          />
        </label>
        <label class="check">
          <input type="checkbox" checked={staged} onChange={(event) => setStaged(event.currentTarget.checked)} />{' '}
          Enforce staged policies too
        </label>
      </details>
      <div class="actions">
        <button type="submit" class="primary" disabled={busy || ((apply + remove).trim() === '' && !staged)}>
          {busy ? 'Computing…' : 'Show what changes'}
        </button>
        <button type="button" onClick={() => setApply(example)}>
          Insert an example
        </button>
      </div>
    </form>
  );
}

function Result({ result }: { readonly result: WhatIfResult }) {
  const nothing = result.changes.length === 0 && result.isolation.length === 0;
  return (
    <section class="card" aria-labelledby="result">
      <h2 id="result">{nothing ? 'No verdict changes' : 'What changes'}</h2>
      <dl class="figures">
        <Figure name="Pairs closed" value={result.closed_pairs} tone="bad" />
        <Figure name="Pairs opened" value={result.opened_pairs} tone="good" />
        <Figure name="Nodes touched" value={result.touched_nodes} />
        <Figure name="Set members" value={result.set_members_added + result.set_members_removed} />
      </dl>
      {result.problems.map(({ object, field, reason, effect }) => (
        <p key={`${object} ${field}`} class="notice bad">
          <strong>{object}</strong> {field && <code>{field}</code>} {reason} <small>{effect}</small>
        </p>
      ))}
      {result.incomplete && (
        <p class="notice warn">
          The comparison was too large to be finished: what is given is right, and more changes.
        </p>
      )}
      <Isolation result={result} />
      <ul class="changes">
        {result.changes.map((change, index) => (
          <li key={index}>
            <ChangedVerdict change={change} />
          </li>
        ))}
      </ul>
      {result.more_changes && <p class="more">and more changes; manul what-if lists them all</p>}
      <Kernels result={result} />
    </section>
  );
}

function Figure({ name, value, tone = '' }: { readonly name: string; readonly value: number; readonly tone?: string }) {
  return (
    <div class={`figure ${value > 0 ? tone : ''}`}>
      <dt>{name}</dt>
      <dd>{count(value)}</dd>
    </div>
  );
}

function Isolation({ result }: { readonly result: WhatIfResult }) {
  if (result.isolation.length === 0) return null;
  return (
    <ul class="isolation" aria-label="Isolation">
      {result.isolation.map(({ workload, direction, isolated, pods }) => (
        <li key={`${workload?.namespace}/${workload?.name} ${direction}`}>
          <strong>
            {workload?.namespace}/{workload?.name}
          </strong>{' '}
          ({plural(pods, 'pod')}) {isolated ? 'becomes isolated' : 'is no longer isolated'} for {direction}
        </li>
      ))}
    </ul>
  );
}

function Kernels({ result }: { readonly result: WhatIfResult }) {
  if (result.policies.length === 0) return null;
  const change = (before: number, after: number) =>
    before === after ? count(after) : `${count(before)} → ${count(after)}`;
  return (
    <div class="table-box kernels">
      <table>
        <thead class="heads">
          <tr>
            <th scope="col">In the kernels</th>
            <th scope="col" class="number">
              Nodes
            </th>
            <th scope="col" class="number">
              Rules
            </th>
          </tr>
        </thead>
        <tbody>
          {result.policies.map(({ policy, nodes_before, nodes_after, rules_before, rules_after }) => (
            <tr key={policy}>
              <th scope="row">{policy}</th>
              <td class="number">{change(nodes_before, nodes_after)}</td>
              <td class="number">{change(rules_before, rules_after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ChangedVerdict({ change }: { readonly change: VerdictChange }) {
  const through = change.host_traffic === 'forwarded' ? 'through ' : '';
  const end = (workload: VerdictChange['from']) => {
    if (!workload) return nowhere.has(change.external) ? 'outside' : `outside (${change.external})`;
    return workload.namespace ? `${workload.namespace}/${workload.name}` : `${through}${workload.name}`;
  };
  return (
    <div class="change">
      <p class="change-head">
        <Verdict allowed={change.allowed} text={change.allowed ? 'opens' : 'closes'} />
        <strong>
          {end(change.from)} <Arrow /> {end(change.to)}
        </strong>
        <span class="change-ports">
          {change.ports.join(', ')}
          {change.ip_version > 0 && ` over IPv${change.ip_version}`}
        </span>
        <span class="tag plain">{plural(change.pairs, 'pair')}</span>
      </p>
      <dl class="because">
        <dt>now</dt>
        <dd>{change.because_before}</dd>
        <dt>then</dt>
        <dd>{change.because_after}</dd>
      </dl>
    </div>
  );
}
