export * from './conversion.ts';
export * from './resources.ts';
export * from './source.ts';
export * from './update.ts';
