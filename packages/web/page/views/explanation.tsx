// Why a packet passes or not: the answer in a sentence, then each place that it meets on its way.
import type { Explanation, StageExplanation, Step } from '../api.ts';
import { Notice } from '../parts/notice.tsx';
import { Verdict } from '../parts/verdict.tsx';
import { useCall } from '../use-call.ts';
import { policyHref } from './policies.tsx';

export interface Question {
  readonly from: string;
  readonly to: string;
  readonly protocol: string;
  readonly port: number;
  /** 4 or 6; otherwise whichever both ends have. */
  readonly ip_version?: number;
}

export function Explained({ question }: { readonly question: Question }) {
  const answer = useCall('explain', question);
  return (
    <div class="explained" aria-live="polite" aria-busy={answer.loading}>
      <Notice answer={answer} />
      {answer.data && answer.error === undefined && <ExplanationText explanation={answer.data} />}
    </div>
  );
}

function ExplanationText({ explanation }: { readonly explanation: Explanation }) {
  const { allowed, answer, stages, decided_by: decidedBy } = explanation;
  return (
    <>
      <p class={`answer ${allowed ? 'allowed' : 'denied'}`}>
        <Verdict allowed={allowed} />
        <span>{answer}</span>
      </p>
      <ol class="stages">
        {stages.map((stage, index) => (
          <li key={`${stage.node} ${stage.stage} ${stage.direction}`}>
            <Stage stage={stage} decided={index === decidedBy} />
          </li>
        ))}
      </ol>
      {stages.length === 0 && <p class="empty">No policy is on the way.</p>}
    </>
  );
}

function Stage({ stage, decided }: { readonly stage: StageExplanation; readonly decided: boolean }) {
  return (
    <div class={decided ? 'stage decided' : 'stage'}>
      <p class="stage-head">
        <strong>{stage.direction}</strong> at {stage.endpoint || stage.stage} <small>on {stage.node}</small>
        <span class={`tag ${stage.outcome === 'allow' ? 'good' : stage.outcome === 'deny' ? 'bad' : 'plain'}`}>
          {stage.outcome}
        </span>
      </p>
      <p class="stage-note">
        {stage.isolated ? 'Policies isolate it in this direction.' : 'No policy isolates it in this direction.'}
      </p>
      <ol class="steps">
        {stage.steps.map((step, index) => (
          <li
            key={`${step.owner} ${step.by} ${step.rule_index}`}
            class={index === stage.steps.length - 1 ? 'last' : ''}
          >
            <StepText step={step} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function StepText({ step }: { readonly step: Step }) {
  const { origin } = step;
  return (
    <>
      <span>{step.text}</span>
      {origin?.name && (
        <small>
          <OriginName origin={origin} /> {step.field_path && <code>{step.field_path}</code>}
          {origin.resource_version && ` at resourceVersion ${origin.resource_version}`}
        </small>
      )}
      {step.sets.map((set) => (
        <small key={`${set.side} ${set.set}`}>
          {set.side} <code>{set.member}</code> {set.selector && <>is in {set.selector}</>}
        </small>
      ))}
      {step.fault && <small class="bad">{step.fault}</small>}
    </>
  );
}

function OriginName({ origin }: { readonly origin: NonNullable<Step['origin']> }) {
  const { kind, namespace, name } = origin;
  const text = `${kind} ${namespace && `${namespace}/`}${name}`;
  if (!kind.endsWith('Policy')) return text;
  return <a href={policyHref(`${policyKind(origin)}|${namespace}|${name}`)}>{text}</a>;
}

/** Kubernetes' own policies have another name among Manul's, to be told from Calico's. */
function policyKind({ api_version: version, kind }: NonNullable<Step['origin']>): string {
  return version.startsWith('networking.k8s.io/') && kind === 'NetworkPolicy' ? 'KubernetesNetworkPolicy' : kind;
}
