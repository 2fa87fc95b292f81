// What decided before a change and after it, for people.
import type { Direction, StageVerdict } from '@manul/evaluator';
import type { manul } from '@manul/proto';
import { isolationReason, stepMessage } from './explain.ts';
import type { Decision } from './flips.ts';
import { portText } from './port-classes.ts';
import type { Hypothesis } from './whole-cluster.ts';

export function decisionMessage(
  { direction, ports, allowed, ipVersion, before, after }: Decision & { readonly direction: Direction },
  hypothesis: Hypothesis,
): manul.v1.IVerdictChange {
  const stepsOf = (verdict: StageVerdict, view: Hypothesis['before']) =>
    verdict.steps.map((each) => stepMessage(each, direction, view.sources));
  const [stepsBefore, stepsAfter] = [stepsOf(before, hypothesis.before), stepsOf(after, hypothesis.after)];
  const [was, is] = [stepsBefore.at(-1), stepsAfter.at(-1)];
  return {
    allowed,
    ports: ports.map(portText),
    ip_version: ipVersion ?? 0,
    because_before: reasonOf(stepsBefore, direction),
    because_after: reasonOf(stepsAfter, direction),
    ...(was && { step_before: was }),
    ...(is && { step_after: is }),
  };
}

function reasonOf(steps: readonly manul.v1.IStep[], direction: Direction): string {
  const last = steps.at(-1);
  if (last?.by === 'tier-default' && last.action === 'deny')
    return `the ${direction === 'ingress' ? 'receiver' : 'sender'} ${isolationReason(steps)}`;
  return `${direction}: ${last?.text ?? 'nothing is asked'}`;
}
