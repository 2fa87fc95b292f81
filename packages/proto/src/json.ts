// Protobuf's JSON form with the .proto's own field names, as recordings and the `compute` and `render` commands use it.
import { felix } from '../gen/messages.js';

const jsonOptions = { enums: String, longs: String, bytes: String };

/** Fields that hold the default value are left out, enums are names, 64-bit numbers are strings. */
export function toJson(message: felix.IToDataplane): Record<string, unknown> {
  return felix.ToDataplane.toObject(felix.ToDataplane.fromObject(message), jsonOptions);
}

/** Throws a TypeError naming the field that does not fit the schema. Unknown fields are ignored. */
export function fromJson(json: Record<string, unknown>): felix.ToDataplane {
  return felix.ToDataplane.fromObject(json);
}
