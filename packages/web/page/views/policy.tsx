// One policy: whom it selects, what it allows, where it is enforced.
import type { PolicyDetail, WorkloadSummary } from '../api.ts';
import { count, percent, plural } from '../format.ts';
import { useMoment } from '../moment.ts';
import { Empty, Notice } from '../parts/notice.tsx';
import { href } from '../router.ts';
import { useCall } from '../use-call.ts';
import { kindText } from './policies.tsx';

export function PolicyView({ id }: { readonly id: string }) {
  const { moment } = useMoment();
  const answer = useCall('getPolicy', { id }, { every: 5000 });
  const policy = answer.data?.policy;
  return (
    <>
      <p class="trail">
        <a href="/policies">Policies</a>
        {policy?.namespace && (
          <>
            {' / '}
            <a href={href('/policies', { namespace: policy.namespace })}>{policy.namespace}</a>
          </>
        )}
      </p>
      <h1>{policy?.name ?? id.split('|').at(-1)}</h1>
      <Notice answer={answer} />
      {answer.data && policy && (
        <>
          <p class="lead">
            {kindText(policy)} in tier <strong>{policy.tier}</strong>
            {typeof policy.order === 'number' && `, order ${policy.order}`}
            {policy.origin?.resource_version && `, resourceVersion ${policy.origin.resource_version}`}
            {policy.staged && <span class="tag warn">staged: not enforced</span>}
          </p>
          <div class="columns">
            <Selected detail={answer.data} />
            <Rules detail={answer.data} />
            {moment === undefined && <Enforced detail={answer.data} />}
          </div>
        </>
      )}
    </>
  );
}

function Selected({ detail }: { readonly detail: PolicyDetail }) {
  return (
    <section class="card" aria-labelledby="selected">
      <h2 id="selected">Whom it selects</h2>
      <p class="big">{plural(detail.policy?.pods ?? 0, 'pod')}</p>
      <code class="block">{detail.policy?.selector}</code>
      <ul class="rows tight">
        {detail.selected.map((workload) => (
          <li key={`${workload.workload?.namespace}/${workload.workload?.name}`}>
            <SelectedWorkload workload={workload} />
          </li>
        ))}
      </ul>
      {detail.more_selected && <p class="more">and more workloads</p>}
      {detail.selected.length === 0 && <Empty>No pod has these labels now.</Empty>}
    </section>
  );
}

function SelectedWorkload({ workload }: { readonly workload: WorkloadSummary }) {
  return (
    <div class="row">
      <span class="row-main">
        <strong>{workload.workload?.name}</strong>
        <small>{workload.workload?.namespace}</small>
      </span>
      <span class="tag plain">{plural(workload.pods, 'pod')}</span>
    </div>
  );
}

function Rules({ detail }: { readonly detail: PolicyDetail }) {
  const directions = [
    { name: 'ingress', applies: detail.policy?.ingress },
    { name: 'egress', applies: detail.policy?.egress },
  ].filter(({ applies }) => applies);
  return (
    <section class="card" aria-labelledby="rules">
      <h2 id="rules">What it allows</h2>
      {directions.map(({ name }) => {
        const rules = detail.rules.filter(({ direction }) => direction === name);
        return (
          <div key={name}>
            <h3>{name === 'ingress' ? 'Into these pods' : 'Out of these pods'}</h3>
            {rules.length === 0 && <p class="rule deny">nothing: it isolates them</p>}
            <ol class="rules">
              {rules.map((rule) => (
                <li key={rule.index} class={`rule ${rule.action}`}>
                  <span class="rule-action">{rule.action}</span> {rule.text.replace(`${rule.action} `, '')}
                  <small>{rule.field_path}</small>
                </li>
              ))}
            </ol>
          </div>
        );
      })}
    </section>
  );
}

function Enforced({ detail }: { readonly detail: PolicyDetail }) {
  const { nodes, nodes_enforcing: enforcing, nodes_not_enforcing: missing, errors } = detail;
  return (
    <section class="card" aria-labelledby="enforced">
      <h2 id="enforced">Where it is enforced</h2>
      <p class="big">
        {count(enforcing)} of {plural(nodes, 'node')}
      </p>
      <div class="meter" role="img" aria-label={`enforced on ${percent(enforcing, nodes)} of its nodes`}>
        <span class="meter-good" style={{ flexGrow: enforcing }} hidden={enforcing === 0} />
        <span class="meter-off" style={{ flexGrow: nodes - enforcing }} hidden={enforcing >= nodes} />
      </div>
      {errors.map(({ node, reason, failed_closed }) => (
        <p key={`${node} ${reason}`} class="notice bad">
          <strong>{node}</strong> {reason}
          {failed_closed && ' (closed there)'}
        </p>
      ))}
      {missing.length > 0 && (
        <details>
          <summary>{plural(missing.length, 'node')} without it in the kernel, as far as is known</summary>
          <ul class="names">
            {missing.map((node) => (
              <li key={node}>{node}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
