// Says that the past is shown, on every view, with a slider to move in it.
import { useEffect, useState } from 'preact/hooks';
import type { TimeLine } from '../../src/time-line.ts';
import { clock, count } from '../format.ts';
import { useMoment } from '../moment.ts';
import { useCall } from '../use-call.ts';

/** Without a slider where the view has one of its own. */
export function MomentBar({ hasSlider }: { readonly hasSlider: boolean }) {
  const { moment, setMoment } = useMoment();
  const { data } = useCall('timeLine', moment === undefined ? undefined : { around: moment, limit: 1 }, { now: true });
  if (moment === undefined) return null;
  const shown = data?.moments.find(({ id }) => id === moment);
  return (
    <section class="moment-bar" aria-label="The past">
      <strong>{shown ? `As it was at ${clock(shown.time)}` : 'As it was'}</strong>
      <span>revision {shown ? count(shown.revision) : '…'}</span>
      {hasSlider && data && <MomentSlider line={data} />}
      <button type="button" onClick={() => setMoment(undefined)}>
        Back to now
      </button>
    </section>
  );
}

/** While it is dragged, a slider passes many places: only where it rests is asked for. */
const restMilliseconds = 150;

export function MomentSlider({ line }: { readonly line: TimeLine }) {
  const { moment, setMoment } = useMoment();
  const [dragged, setDragged] = useState<number>();
  useEffect(() => {
    if (dragged === undefined) return;
    const timer = setTimeout(() => {
      setMoment(dragged);
      setDragged(undefined);
    }, restMilliseconds);
    return () => clearTimeout(timer);
  }, [dragged, setMoment]);
  if (!line.first || !line.last) return null;
  const value = dragged ?? moment ?? line.last.id;
  return (
    <input
      class="moment-slider"
      type="range"
      aria-label="Moment to look at"
      aria-valuetext={`moment ${value}`}
      min={line.first.id}
      max={line.last.id}
      value={value}
      onInput={(event) => setDragged(event.currentTarget.valueAsNumber)}
      onChange={(event) => {
        setDragged(undefined);
        setMoment(event.currentTarget.valueAsNumber);
      }}
    />
  );
}
