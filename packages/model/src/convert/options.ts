/** Where a cluster's settings decide what objects mean. */
export interface ConversionOptions {
  /** What names of workload interfaces begin with, as the CNI plugin has it. */
  readonly interfacePrefix: string;
  /** Whether annotations may let pods send from addresses that are not theirs. */
  readonly sourceSpoofing: boolean;
  /** Whether policies may name nodes as peers. Felix cannot convert such rules. */
  readonly nodePeers: boolean;
}

/** As Felix converts. A calc-graph with default settings differs in one thing: it takes nodes as peers. */
export const defaultOptions: ConversionOptions = { interfacePrefix: 'cali', sourceSpoofing: false, nodePeers: false };
