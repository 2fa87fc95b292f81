import type { manul } from '@manul/proto';

/** A cluster that can be asked, wherever it is: live, recorded, or in manifests. */
export interface ClusterQueries {
  explain(request: manul.v1.IExplainRequest): Promise<manul.v1.IExplanation>;
  whoCan(request: manul.v1.IWhoCanRequest): Promise<manul.v1.IWhoCanResponse>;
  whatIf(request: manul.v1.IWhatIfRequest): Promise<manul.v1.IWhatIfResponse>;
  close(): void;
}
