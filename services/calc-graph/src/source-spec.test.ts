import { expect, test } from 'vitest';
import { parseSourceSpec } from './source-spec.ts';

test.each([
  ['directory:deploy/demo', { kind: 'directory', directory: 'deploy/demo' }],
  ['directory:/a:b', { kind: 'directory', directory: '/a:b' }],
  ['recording:a.rec', { kind: 'recording', file: 'a.rec' }],
  ['recording', undefined],
  ['kubernetes', { kind: 'kubernetes', kubeconfig: undefined }],
  ['kubernetes:/home/x/.kube/config', { kind: 'kubernetes', kubeconfig: '/home/x/.kube/config' }],
  ['directory', undefined],
  ['directory:', undefined],
  ['kubernetes:', undefined],
  ['etcd:x', undefined],
  ['', undefined],
])('reads %j', (text, spec) => {
  expect(parseSourceSpec(text)).toEqual(spec);
});
