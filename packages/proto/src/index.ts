import './runtime.ts';

export { felix, manul } from '../gen/messages.js';
export * from './admin.ts';
export * from './digest.ts';
export * from './felix-frames.ts';
export * from './frame.ts';
export * from './held-objects.ts';
export * from './json.ts';
export * from './node-sync.ts';
export * from './object-key.ts';
