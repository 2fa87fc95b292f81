import { useState } from 'preact/hooks';
import type { PolicySummary } from '../api.ts';
import { plural } from '../format.ts';
import { Empty, Notice } from '../parts/notice.tsx';
import { Pager, usePages } from '../parts/pager.tsx';
import { go, href, type Place } from '../router.ts';
import { useCall } from '../use-call.ts';

const pageSize = 50;

export const policyHref = (id: string) => `/policies/${encodeURIComponent(id)}`;

/** As explanations name it: the model's NetworkPolicy is Calico's, and Kubernetes' own has its name before it. */
export const kindText = ({ kind }: PolicySummary): string =>
  kind === 'NetworkPolicy' ? 'Calico NetworkPolicy' : kind.replace(/^Kubernetes/, '');

export function PoliciesView({ place }: { readonly place: Place }) {
  const namespace = place.query.get('namespace') ?? '';
  const [search, setSearch] = useState('');
  const pages = usePages(`${namespace}\n${search}`);
  const answer = useCall('listPolicies', { namespace, search, page_size: pageSize, page_token: pages.token });
  const { data } = answer;
  return (
    <>
      <h1>Policies</h1>
      <section class="card">
        <div class="card-head">
          <input
            type="search"
            aria-label="Search policies by name or tier"
            placeholder="Search by name or tier"
            value={search}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
          {namespace !== '' && (
            <button type="button" class="chip" onClick={() => go(href('/policies'))}>
              namespace {namespace} <span aria-hidden="true">✕</span>
              <span class="hidden">: show all</span>
            </button>
          )}
        </div>
        <Notice answer={answer} />
        {data && data.policies.length === 0 && <Empty>No policy is like that.</Empty>}
        <ul class="rows">
          {data?.policies.map((policy) => (
            <li key={policy.id}>
              <PolicyRow policy={policy} />
            </li>
          ))}
        </ul>
        {data && <Pager pages={pages} next={data.next_page_token} total={data.total} size={pageSize} />}
      </section>
    </>
  );
}

function PolicyRow({ policy }: { readonly policy: PolicySummary }) {
  return (
    <a class="row-link" href={policyHref(policy.id)}>
      <span class="row-main">
        <strong>{policy.name}</strong>
        <small>
          {policy.namespace && `${policy.namespace} · `}
          {kindText(policy)} · tier {policy.tier}
        </small>
      </span>
      <span class="row-tags">
        {policy.staged && <span class="tag warn">staged</span>}
        {policy.ingress && <span class="tag">ingress {policy.ingress_rules}</span>}
        {policy.egress && <span class="tag">egress {policy.egress_rules}</span>}
        <span class="tag plain">{plural(policy.pods, 'pod')}</span>
      </span>
    </a>
  );
}
