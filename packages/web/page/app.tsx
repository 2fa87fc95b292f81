// The frame around every view: where one can go, and which moment is shown.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { MomentState } from './moment.ts';
import { MomentBar } from './parts/moment-bar.tsx';
import { followLinks, type Place, usePlace } from './router.ts';
import { ExplainView } from './views/explain.tsx';
import { OverviewView } from './views/overview.tsx';
import { PoliciesView } from './views/policies.tsx';
import { PolicyView } from './views/policy.tsx';
import { ReachabilityView } from './views/reachability.tsx';
import { TimeLineView } from './views/time-line.tsx';
import { WhatIfView } from './views/what-if.tsx';

const views = [
  { path: '/', name: 'Overview', View: OverviewView },
  { path: '/policies', name: 'Policies', View: PoliciesView },
  { path: '/reachability', name: 'Reachability', View: ReachabilityView },
  { path: '/explain', name: 'Explain', View: ExplainView },
  { path: '/what-if', name: 'What if', View: WhatIfView },
  { path: '/time-line', name: 'Time line', View: TimeLineView },
] as const;

export function App() {
  const place = usePlace();
  const [moment, setMoment] = useState<number>();
  const context = useMemo(() => ({ moment, setMoment }), [moment]);
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    document.title = `${titleOf(place)} – Manul`;
    // A keyboard or a screen reader goes on where the new view begins.
    if (first.current) first.current = false;
    else main.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [place.path]);
  useEffect(() => {
    addEventListener('click', followLinks);
    return () => removeEventListener('click', followLinks);
  }, []);
  return (
    <MomentState.Provider value={context}>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <header class="top">
        <a class="brand" href="/">
          <img src="/assets/icon.svg" alt="" width="26" height="26" />
          Manul
        </a>
        <nav aria-label="Views">
          {views.map(({ path, name }) => (
            <a key={path} href={path} aria-current={isIn(place.path, path) ? 'page' : undefined}>
              {name}
            </a>
          ))}
        </nav>
      </header>
      <MomentBar hasSlider={place.path !== '/time-line'} />
      <main id="main" ref={main} tabIndex={-1}>
        <Routed place={place} />
      </main>
    </MomentState.Provider>
  );
}

const policyPath = '/policies/';

function Routed({ place }: { readonly place: Place }) {
  if (place.path.startsWith(policyPath))
    return <PolicyView id={decodeURIComponent(place.path.slice(policyPath.length))} />;
  const view = views.find(({ path }) => path === place.path);
  if (view) return <view.View place={place} />;
  return (
    <section class="card">
      <h1>There is no such view</h1>
      <p>
        <a href="/">Go to the overview</a>
      </p>
    </section>
  );
}

const isIn = (path: string, of: string) => path === of || (of !== '/' && path.startsWith(`${of}/`));

function titleOf({ path }: Place): string {
  if (path.startsWith(policyPath)) return decodeURIComponent(path.slice(policyPath.length)).split('|').at(-1) ?? '';
  return views.find((view) => view.path === path)?.name ?? 'Manul';
}
