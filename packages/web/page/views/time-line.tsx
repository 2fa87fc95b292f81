// The revisions of the past, with a slider that takes every view back in time.
import type { Moment, TimeLine } from '../../src/time-line.ts';
import { clock, count, plural } from '../format.ts';
import { useMoment } from '../moment.ts';
import { MomentSlider } from '../parts/moment-bar.tsx';
import { Empty, Notice } from '../parts/notice.tsx';
import { useCall } from '../use-call.ts';

export function TimeLineView() {
  const { moment } = useMoment();
  const request = moment === undefined ? { limit: 100 } : { around: moment, limit: 100 };
  const answer = useCall('timeLine', request, { now: true, ...(moment === undefined && { every: 3000 }) });
  const { data } = answer;
  return (
    <>
      <h1>Time line</h1>
      <Notice answer={answer} />
      {data && <p class="lead">{data.label}</p>}
      {data?.problem && <p class="notice warn">{data.problem}</p>}
      {data && data.first?.id === data.last?.id && <Empty>Nothing has changed yet since this server started.</Empty>}
      {data?.first && data.last && data.first.id < data.last.id && (
        <section class="card" aria-label="Slider">
          <Bars line={data} />
          <MomentSlider line={data} />
          <p class="ends">
            <span>{clock(data.first.time)}</span>
            <span>{clock(data.last.time)}</span>
          </p>
        </section>
      )}
      {data && data.moments.length > 0 && <Moments moments={data.moments} />}
    </>
  );
}

function Bars({ line }: { readonly line: TimeLine }) {
  const most = Math.max(1, ...line.bars);
  return (
    <div class="bars" role="img" aria-label="How much changed when">
      {line.bars.map((bar, index) => (
        <span key={index} style={{ height: `${bar === 0 ? 0 : Math.max(6, (bar / most) * 100)}%` }} />
      ))}
    </div>
  );
}

function Moments({ moments }: { readonly moments: readonly Moment[] }) {
  const { moment: at, setMoment } = useMoment();
  return (
    <ol class="moments" aria-label="Revisions, newest first">
      {moments.map(({ id, revision, time, changes, changeCount }) => (
        <li key={id}>
          <button type="button" class="moment" aria-pressed={id === at} onClick={() => setMoment(id)}>
            <span class="moment-time">{clock(time)}</span>
            <span class="moment-revision">revision {count(revision)}</span>
            <span class="moment-changes">
              {changes.slice(0, 3).join(', ')}
              {changeCount > 3 && ` and ${plural(changeCount - 3, 'more change', 'more changes')}`}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
