export { felix, manul } from '../gen/messages.js';
export * from './json.ts';
