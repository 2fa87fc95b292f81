export { felix, manul } from '../gen/messages.js';
