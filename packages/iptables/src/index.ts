export * from './backend.ts';
export * from './cleanup.ts';
export { type Clock, systemClock } from './clock.ts';
export * from './dry-run.ts';
export * from './exec.ts';
export type { IptablesVariant } from './iptables-commands.ts';
export type { InsertMode } from './restore-input.ts';
export { formatRule } from './rule-format.ts';
