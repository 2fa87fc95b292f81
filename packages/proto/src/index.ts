import './numbers.ts';

export { felix, manul } from '../gen/messages.js';
export * from './frame.ts';
export * from './json.ts';
export * from './node-sync.ts';
