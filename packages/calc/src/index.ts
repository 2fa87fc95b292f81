export {
  type CalculationGraphOptions,
  createCalculationGraph,
  createLoggedGraph,
  type InspectableGraph,
} from './calc-graph.ts';
export type * from './contract.ts';
export type { LogStep, OutputLog } from './output-log.ts';
export { OutputReplica } from './output-replica.ts';
