export * from './address.ts';
export * from './fields.ts';
export * from './help.ts';
export * from './load.ts';
