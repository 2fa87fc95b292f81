export * from './address.ts';
export * from './fields.ts';
export * from './help.ts';
export * from './load.ts';
export * from './named-file.ts';
export * from './reload.ts';
export * from './watch-settings.ts';
