import type { Source } from '@manul/model';
import { createFilesSource } from '@manul/source-files';
import { createKubernetesSource } from '@manul/source-kubernetes';
import type { SourceSpec } from './source-spec.ts';

export function createSource(spec: SourceSpec): Source {
  switch (spec.kind) {
    case 'directory':
      return createFilesSource({ directory: spec.directory });
    case 'kubernetes':
      return createKubernetesSource({ kubeconfig: spec.kubeconfig });
  }
}
