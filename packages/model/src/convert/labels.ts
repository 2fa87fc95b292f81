import { isSelectorKey } from '@manul/selector';
import type { Errors } from './errors.ts';
import { type Field, show } from './field.ts';

/**
 * Labels that can be matched. A number or truth value is what a manifest without quotes says where a text is meant;
 * policies that select by that text must find it. Without prototype, so that no key finds what is not a label.
 */
export function readLabels(field: Field, errors: Errors): Record<string, string> {
  const labels: Record<string, string> = Object.create(null);
  const entries = errors.isolate('the labels are ignored', () => field.entries()) ?? [];
  for (const [key, value] of entries) {
    if (!isSelectorKey(key)) {
      errors.add(value.path, `invalid label key ${show(key)}`, 'the label is ignored');
    } else if (typeof value.value === 'string' || value.isAbsent) {
      labels[key] = value.optionalString();
    } else if (typeof value.value === 'number' || typeof value.value === 'boolean') {
      labels[key] = String(value.value);
      errors.add(value.path, `expected a string, got ${show(value.value)}`, `taken as ${show(labels[key])}`);
    } else {
      errors.add(value.path, `expected a string, got ${show(value.value)}`, 'the label is ignored');
    }
  }
  return labels;
}

/** A copy with every key prefixed. */
export function prefixLabels(labels: Readonly<Record<string, string>>, prefix: string): Record<string, string> {
  const prefixed: Record<string, string> = Object.create(null);
  for (const key of Object.keys(labels)) prefixed[prefix + key] = labels[key]!;
  return prefixed;
}
