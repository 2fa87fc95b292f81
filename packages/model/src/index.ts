export * from './conversion.ts';
export { convert, removal } from './convert/convert.ts';
export { type ConversionOptions, defaultOptions } from './convert/options.ts';
export { policyKey } from './convert/policy-key.ts';
export { type Address, formatAddress, normalizeAddress, parseAddress } from './net/address.ts';
export { type Cidr, cidrContains, formatCidr, parseCidr, parseCidrOrAddress } from './net/cidr.ts';
export * from './resources.ts';
export * from './source.ts';
export * from './update.ts';
