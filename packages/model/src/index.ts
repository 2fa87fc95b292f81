export * from './conversion.ts';
export * from './resources.ts';
export * from './update.ts';
