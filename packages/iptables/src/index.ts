export { formatComment, formatRule } from './rule-format.ts';
