import { useEffect, useId, useState } from 'preact/hooks';
import { parsePort } from '../format.ts';
import { go, href, type Place } from '../router.ts';
import { useCall } from '../use-call.ts';
import { Explained, type Question } from './explanation.tsx';

export function ExplainView({ place }: { readonly place: Place }) {
  const asked = questionIn(place.query);
  return (
    <>
      <h1>Explain</h1>
      <p class="lead">Why one end can, or cannot, reach the other.</p>
      <section class="card">
        <QuestionForm query={place.query} />
      </section>
      {asked && (
        <section class="card" aria-label="Answer">
          <Explained question={asked} />
        </section>
      )}
    </>
  );
}

function questionIn(query: URLSearchParams): Question | undefined {
  const [from, to] = [query.get('from'), query.get('to')];
  const port = parsePort(query.get('port') ?? '');
  return from && to && port ? { from, to, ...port } : undefined;
}

function QuestionForm({ query }: { readonly query: URLSearchParams }) {
  const [from, setFrom] = useState(query.get('from') ?? '');
  const [to, setTo] = useState(query.get('to') ?? '');
  const [port, setPort] = useState(query.get('port') ?? 'tcp/80');
  useEffect(() => {
    setFrom(query.get('from') ?? '');
    setTo(query.get('to') ?? '');
    setPort(query.get('port') ?? 'tcp/80');
  }, [query]);
  const good = parsePort(port) !== undefined;
  return (
    <form
      class="question"
      onSubmit={(event) => {
        event.preventDefault();
        if (good) go(href('/explain', { from: from.trim(), to: to.trim(), port }));
      }}
    >
      <EndInput label="From" value={from} onValue={setFrom} />
      <EndInput label="To" value={to} onValue={setTo} />
      <label>
        Port
        <input
          value={port}
          aria-invalid={!good}
          spellcheck={false}
          onInput={(event) => setPort(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="primary" disabled={!good || from.trim() === '' || to.trim() === ''}>
        Explain
      </button>
    </form>
  );
}

interface EndInputProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

/** A pod, with those that match what was typed so far; or an address, or a node. */
function EndInput({ label, value, onValue }: EndInputProps) {
  const list = useId();
  const slash = value.indexOf('/');
  const [namespace, search] = slash < 0 ? ['', value] : [value.slice(0, slash), value.slice(slash + 1)];
  const { data } = useCall('listPods', value === '' ? undefined : { namespace, search, page_size: 12 });
  return (
    <label>
      {label}
      <input
        value={value}
        list={list}
        placeholder="namespace/pod, address, node/name"
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
      <datalist id={list}>
        {data?.pods.map((pod) => (
          <option key={`${pod.namespace}/${pod.name}`} value={`${pod.namespace}/${pod.name}`} />
        ))}
      </datalist>
    </label>
  );
}
