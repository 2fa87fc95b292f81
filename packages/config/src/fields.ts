// A service's settings are one zod object. This file reads from the schema what each setting is, so that flags,
// environment, help and the file are all derived from the one place where a setting is declared.
import type { z } from 'zod';

/** A service's settings. */
export type ConfigSchema = z.ZodObject;
export type ConfigOf<S extends ConfigSchema> = z.infer<S>;

export type FieldType = 'string' | 'number' | 'boolean' | 'list' | 'map';

export interface Field {
  /** As in the file: `stateDir`. */
  readonly key: string;
  /** `--state-dir`. */
  readonly flag: string;
  /** `MANUL_STATE_DIR`. */
  readonly variable: string;
  readonly type: FieldType;
  readonly description: string;
  /** Undefined where there is none. */
  readonly fallback: unknown;
  readonly required: boolean;
  /** Takes effect while the service runs, when its settings are read again. */
  readonly reloadable: boolean;
}

/** Marks a setting that a running service takes over: whoever uses it reads it each time. */
export function reloadable<S extends z.ZodType>(schema: S): S {
  return schema.meta({ ...schema.meta(), reloadable: true });
}

/** Every setting of the schema, in the order of declaration. */
export function fieldsOf(schema: z.ZodObject): readonly Field[] {
  return Object.entries(schema.shape).map(([key, value]) => {
    const kebab = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const { type, fallback, optional } = unwrap(value);
    return {
      key,
      flag: `--${kebab}`,
      variable: `MANUL_${kebab.replaceAll('-', '_').toUpperCase()}`,
      type,
      description: descriptionOf(value),
      fallback,
      required: !optional && fallback === undefined,
      reloadable: isReloadable(value),
    };
  });
}

/** Of what is wrapped, where the wrapping has none of its own: `partial()` describes nothing. */
function descriptionOf(schema: z.core.$ZodType): string {
  const { description } = schema as z.ZodType;
  if (description !== undefined) return description;
  const def = (schema as z.ZodType).def as z.core.$ZodTypes['_zod']['def'];
  return def.type === 'optional' || def.type === 'default' ? descriptionOf(def.innerType) : '';
}

/** As with descriptions. */
function isReloadable(schema: z.core.$ZodType): boolean {
  if ((schema as z.ZodType).meta()?.['reloadable'] === true) return true;
  const def = (schema as z.ZodType).def as z.core.$ZodTypes['_zod']['def'];
  return (def.type === 'optional' || def.type === 'default') && isReloadable(def.innerType);
}

interface Unwrapped {
  readonly type: FieldType;
  readonly fallback: unknown;
  readonly optional: boolean;
}

function unwrap(schema: z.core.$ZodType): Unwrapped {
  const def = (schema as z.ZodType).def as z.core.$ZodTypes['_zod']['def'];
  switch (def.type) {
    case 'default':
      return { ...unwrap(def.innerType), fallback: def.defaultValue };
    case 'optional':
      return { ...unwrap(def.innerType), optional: true };
    case 'pipe':
      return unwrap(def.in);
    case 'number':
      return { type: 'number', fallback: undefined, optional: false };
    case 'boolean':
      return { type: 'boolean', fallback: undefined, optional: false };
    case 'array':
      return { type: 'list', fallback: undefined, optional: false };
    case 'record':
      return { type: 'map', fallback: undefined, optional: false };
    default:
      return { type: 'string', fallback: undefined, optional: false };
  }
}
