// An explanation as an answer to read: the verdict first, then each end and what decided there.
import type { manul } from '@manul/proto';

export function explanationText(explanation: manul.v1.IExplanation): string {
  const { answer, from, to, stages = [], position } = explanation;
  const lines = [answer ?? '', ''];
  for (const stage of stages ?? []) lines.push(...stageLines(stage, stage.direction === 'egress' ? from : to), '');
  if (position) lines.push(`As of revision ${position.revision} of epoch ${position.epoch}.`);
  return lines.join('\n').trimEnd();
}

const headings: Readonly<Record<string, string>> = {
  'workload egress': 'Sending',
  'workload ingress': 'Receiving',
  'node ingress': 'At the node',
  'node egress': 'From the node',
};

function stageLines(stage: manul.v1.IStageExplanation, end: manul.v1.IEnd | null | undefined): string[] {
  const { stage: name, direction, endpoint, node, outcome, isolated, steps = [] } = stage;
  const heading = headings[`${name} ${direction}`] ?? `${name} ${direction}`;
  const address = name === 'workload' && end?.address ? ` (${end.address})` : '';
  const state = name === 'workload' ? `, ${isolated ? 'isolated by policy' : 'not isolated'}` : '';
  const verdict = { allow: 'allowed', deny: 'DENIED', undecided: 'left to others' }[outcome ?? ''] ?? outcome;
  return [
    `${heading}: ${endpoint}${address} on ${node || 'no node'}${state}: ${verdict}`,
    ...(steps ?? []).flatMap(stepLines),
  ];
}

function stepLines(step: manul.v1.IStep): string[] {
  const { by, text, tier, origin, field_path: path, sets, fault } = step;
  const inTier = tier && by !== 'tier-default' ? `, tier ${tier}` : '';
  const lines = [`  - ${text}${inTier}`];
  if (origin?.name) {
    const object = `${origin.api_version ?? ''} ${origin.kind} ${origin.namespace ? `${origin.namespace}/` : ''}${origin.name}`;
    const version = origin.resource_version ? `, resourceVersion ${origin.resource_version}` : '';
    lines.push(`      from ${object.trim()}${path ? `, ${path}` : ''}${version}`);
  }
  for (const { side, set, member, selector } of sets ?? []) {
    lines.push(`      ${side} ${member} is in ${selector || 'a set'} (IP set ${set})`);
  }
  if (by === 'endpoint-to-host') lines.push('      drivers that are set otherwise: --endpoint-to-host');
  if (fault) lines.push(`      cannot be enforced as written: ${fault}`);
  return lines;
}
