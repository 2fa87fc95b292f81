export { type CalcGraphConfig, type CalcGraphSettings, configSchema } from './config.ts';
export { type CalcGraphHandle, type CalcGraphOptions, runCalcGraph } from './main.ts';
export type { Enforcement, NodeStatus } from './receipts.ts';
export type { CalcGraphStatus } from './status.ts';
