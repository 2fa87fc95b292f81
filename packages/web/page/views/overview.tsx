// How the cluster is: is everything enforced, who lags, what is wrong.
import type { Status } from '../api.ts';
import { count, duration, percent, plural } from '../format.ts';
import { useMoment } from '../moment.ts';
import { Notice } from '../parts/notice.tsx';
import { useCall } from '../use-call.ts';
import { Namespaces } from './namespaces.tsx';
import { Nodes } from './nodes.tsx';

export function OverviewView() {
  const { moment } = useMoment();
  return (
    <>
      <h1>Overview</h1>
      {moment === undefined ? (
        <Present />
      ) : (
        <p class="lead">What nodes had in their kernels then is not recorded; the namespaces are as they were.</p>
      )}
      <Namespaces />
    </>
  );
}

function Present() {
  const answer = useCall('getStatus', { max_nodes: 1 }, { every: 2000, now: true });
  const status = answer.data;
  return (
    <>
      <Notice answer={answer} />
      {status && <Headline status={status} />}
      {status && <Problems status={status} />}
      <Nodes />
    </>
  );
}

function Headline({ status }: { readonly status: Status }) {
  const counts = status.counts;
  if (!counts) return null;
  const missing = counts.known - counts.connected;
  const good = counts.up_to_date === counts.known && counts.with_errors === 0;
  return (
    <section class={`card headline ${good ? 'good' : 'warn'}`} aria-label="Enforcement">
      <p class="headline-text">
        {status.in_sync ? (
          <>
            Enforced on <strong>{count(counts.up_to_date)}</strong> of {plural(counts.known, 'node')}
          </>
        ) : (
          'Reading the cluster for the first time'
        )}
      </p>
      <div class="meter" role="img" aria-label={`${percent(counts.up_to_date, counts.known)} of nodes are up to date`}>
        <Part tone="good" nodes={counts.up_to_date} />
        <Part tone="warn" nodes={counts.behind} />
        <Part tone="off" nodes={missing} />
      </div>
      <dl class="figures">
        <Figure name="Revision" value={count(status.position?.revision ?? 0)} />
        <Figure name="Behind" value={count(counts.behind)} alarm={counts.behind > 0} />
        <Figure name="Longest lag" value={duration(counts.max_lag_milliseconds)} />
        <Figure name="Without driver" value={count(missing)} alarm={missing > 0} />
        <Figure name="With errors" value={count(counts.with_errors)} alarm={counts.with_errors > 0} />
        <Figure name="Drift healed" value={count(counts.drift_healed)} />
      </dl>
    </section>
  );
}

function Part({ tone, nodes }: { readonly tone: string; readonly nodes: number }) {
  return <span class={`meter-${tone}`} style={{ flexGrow: nodes }} hidden={nodes === 0} />;
}

function Figure({
  name,
  value,
  alarm = false,
}: {
  readonly name: string;
  readonly value: string;
  readonly alarm?: boolean;
}) {
  return (
    <div class={alarm ? 'figure alarm' : 'figure'}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Problems({ status }: { readonly status: Status }) {
  const { source_problems: source, object_problems: objects, object_problem_count: total } = status;
  if (source.length + objects.length === 0) return null;
  const most = 20;
  return (
    <section class="card" aria-labelledby="problems">
      <h2 id="problems">Not applied as written</h2>
      <ul class="problems">
        {source.map(({ subject, reason }) => (
          <li key={subject}>
            <code>{subject}</code> {reason}
          </li>
        ))}
        {objects.slice(0, most).map(({ object, field, reason, effect }) => (
          <li key={`${object} ${field} ${reason}`}>
            <code>{object}</code> {field && <code>{field}</code>} {reason}
            <small>{effect}</small>
          </li>
        ))}
      </ul>
      {total > most && <p class="more">{plural(total, 'object')} in all; manul status lists them.</p>}
    </section>
  );
}
