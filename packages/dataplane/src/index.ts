export type * from './backend.ts';
export type * from './manager.ts';
export type * from './table.ts';
