// What peers of adjacent versions say.

/** `older` knows neither `kinds` nor `instance`; `newer` says more than the server knows. */
export type DriverVersion = 'older' | 'current' | 'newer';

export const driverVersions: readonly DriverVersion[] = ['older', 'current', 'newer'];

/** Field 1000 of a later version, of wire type 2: any message with it appended is the same message to us. */
const unknownField = Buffer.from([0xc2, 0x3e, 0x03, 0x61, 0x62, 0x63]);

export function withUnknownField(message: Buffer): Buffer {
  return Buffer.concat([message, unknownField]);
}

/** A ToNode with an update of a kind that drivers do not know (field 900 of felix.ToDataplane, empty). */
export const unknownUpdate = Buffer.from([0x0a, 0x05, 0x0a, 0x03, 0xa2, 0x38, 0x00]);
