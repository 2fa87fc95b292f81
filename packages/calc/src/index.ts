export { type CalculationGraphOptions, createCalculationGraph, type InspectableGraph } from './calc-graph.ts';
export type * from './contract.ts';
