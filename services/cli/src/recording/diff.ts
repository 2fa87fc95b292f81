// How two recorded states differ, object by object.
import { manul, objectKey } from '@manul/proto';
import type { RecordingState } from '@manul/recording';

export interface StateDifference {
  readonly change: 'added' | 'removed' | 'changed';
  /** Empty at level inputs. */
  readonly node: string;
  /** `active_policy NetworkPolicy|prod|web`, or `Pod prod/web`. */
  readonly object: string;
}

export function diffStates(before: RecordingState, after: RecordingState): StateDifference[] {
  const [was, is] = [contentsOf(before), contentsOf(after)];
  const differences: StateDifference[] = [];
  for (const [key, content] of is) {
    const old = was.get(key);
    if (old === undefined) differences.push(differenceOf('added', key));
    else if (old !== content) differences.push(differenceOf('changed', key));
  }
  for (const key of was.keys()) if (!is.has(key)) differences.push(differenceOf('removed', key));
  return differences.sort((a, b) => (`${a.node} ${a.object}` < `${b.node} ${b.object}` ? -1 : 1));
}

export function diffText(differences: readonly StateDifference[]): string {
  const signs = { added: '+', removed: '-', changed: '~' };
  return differences
    .map(({ change, node, object }) => `${signs[change]} ${node === '' ? '' : `${node}: `}${object}`)
    .join('\n');
}

function differenceOf(change: StateDifference['change'], key: string): StateDifference {
  const [node = '', object = ''] = key.split('\n');
  return { change, node, object };
}

function contentsOf(state: RecordingState): Map<string, string> {
  const contents = new Map<string, string>();
  for (const { node, output, input } of state.entries()) {
    if (output) {
      const content = Buffer.from(manul.v1.RecordingEntry.encode({ output }).finish()).toString('base64');
      const key = objectKey(output)?.key ?? Object.keys(output)[0]!;
      contents.set(`${node ?? ''}\n${key}`, content);
    }
    if (!input) continue;
    const { kind, metadata, ...rest } = JSON.parse(input.object ?? '{}');
    const { resourceVersion: _, managedFields: __, ...meta } = metadata ?? {};
    const name = `${kind} ${meta.namespace ? `${meta.namespace}/` : ''}${meta.name}`;
    contents.set(`\n${name}`, JSON.stringify({ ...rest, meta }));
  }
  return contents;
}
