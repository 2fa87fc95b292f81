import { useState } from 'preact/hooks';
import type { NamespaceSummary } from '../api.ts';
import { count, percent } from '../format.ts';
import { Empty, Notice } from '../parts/notice.tsx';
import { Pager, usePages } from '../parts/pager.tsx';
import { href } from '../router.ts';
import { useCall } from '../use-call.ts';

const pageSize = 25;

/** How much of each namespace is isolated. */
export function Namespaces() {
  const [search, setSearch] = useState('');
  const pages = usePages(search);
  const answer = useCall('listNamespaces', { search, page_size: pageSize, page_token: pages.token });
  const { data } = answer;
  return (
    <section class="card" aria-labelledby="namespaces">
      <div class="card-head">
        <h2 id="namespaces">Namespaces</h2>
        <input
          type="search"
          aria-label="Search namespaces"
          placeholder="Search namespaces"
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </div>
      <Notice answer={answer} />
      {data && data.namespaces.length === 0 && <Empty>No namespace is called that.</Empty>}
      {data && data.namespaces.length > 0 && (
        <div class="table-box">
          <table>
            <thead class="heads">
              <tr>
                <th scope="col">Namespace</th>
                <th scope="col" class="number">
                  Pods
                </th>
                <th scope="col" class="number">
                  Workloads
                </th>
                <th scope="col" class="number">
                  Policies
                </th>
                <th scope="col">Isolated for ingress</th>
                <th scope="col">Isolated for egress</th>
              </tr>
            </thead>
            <tbody>
              {data.namespaces.map((namespace) => (
                <NamespaceRow key={namespace.name} namespace={namespace} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {data && <Pager pages={pages} next={data.next_page_token} total={data.total} size={pageSize} />}
    </section>
  );
}

function NamespaceRow({ namespace }: { readonly namespace: NamespaceSummary }) {
  return (
    <tr>
      <th scope="row">
        <a href={href('/reachability', { namespace: namespace.name })}>{namespace.name}</a>
      </th>
      <td class="number">{count(namespace.pods)}</td>
      <td class="number">{count(namespace.workloads)}</td>
      <td class="number">
        <a href={href('/policies', { namespace: namespace.name })}>{count(namespace.policies)}</a>
      </td>
      <Share part={namespace.ingress_isolated} whole={namespace.pods} />
      <Share part={namespace.egress_isolated} whole={namespace.pods} />
    </tr>
  );
}

function Share({ part, whole }: { readonly part: number; readonly whole: number }) {
  return (
    <td>
      <span class="share">
        <span class="share-track" aria-hidden="true">
          <span style={{ width: `${whole === 0 ? 0 : (part / whole) * 100}%` }} />
        </span>
        {percent(part, whole)}
      </span>
    </td>
  );
}
