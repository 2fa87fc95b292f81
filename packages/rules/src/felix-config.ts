// Felix's configuration parameters, by their names, as RulesConfig.
import { addressVersion } from './addresses.ts';
import { defaultRulesConfig, type FailsafePort, type RulesConfig } from './config.ts';
import { isIgnoredParameter, nearestParameter } from './felix-parameters.ts';
import { allocateMarkBits } from './mark-bits.ts';

/** A parameter that there is not, or whose value makes no sense. */
export class FelixParameterError extends Error {
  readonly parameter: string;

  constructor(parameter: string, reason: string) {
    super(`${parameter}: ${reason}`);
    this.name = 'FelixParameterError';
    this.parameter = parameter;
  }
}

type Changes = { -readonly [K in keyof RulesConfig]?: RulesConfig[K] };
type Apply = (value: string, parameter: string, into: Changes) => void;

const parameters: Readonly<Record<string, Apply>> = {
  InterfacePrefix: (value, parameter, into) => {
    const prefixes = value.split(',');
    if (!prefixes.every((p) => /^[A-Za-z0-9_-]{1,15}$/.test(p))) fail(parameter, value, 'a list of interface prefixes');
    into.workloadInterfacePrefixes = prefixes;
  },
  IptablesMarkMask: (value, parameter, into) => {
    const mask = Number(value);
    if (!Number.isInteger(mask) || mask <= 0 || mask > 0xffffffff) fail(parameter, value, 'a 32-bit mask');
    try {
      allocateMarkBits(mask);
    } catch (cause) {
      fail(parameter, value, cause instanceof Error ? `usable: ${cause.message}` : 'usable');
    }
    into.markMask = mask;
  },
  DefaultEndpointToHostAction: oneOf('endpointToHostAction', ['drop', 'reject', 'accept', 'return']),
  IptablesFilterAllowAction: oneOf('filterAllowAction', ['accept', 'return']),
  IptablesMangleAllowAction: oneOf('mangleAllowAction', ['accept', 'return']),
  IptablesFilterDenyAction: oneOf('filterDenyAction', ['drop', 'reject']),
  ChainInsertMode: oneOf('chainInsertMode', ['insert', 'append']),
  ServiceLoopPrevention: (value, parameter, into) => {
    const wanted = value.toLowerCase() === 'disabled' ? 'off' : value;
    oneOf('serviceLoopPrevention', ['drop', 'reject', 'off'])(wanted, parameter, into);
  },
  LogPrefix: (value, _parameter, into) => {
    into.logPrefix = value;
  },
  LogActionRateLimit: (value, parameter, into) => {
    if (!/^([1-9]\d{0,3}\/(second|minute|hour|day))?$/.test(value)) fail(parameter, value, 'a rate such as 10/second');
    into.logRateLimit = value;
  },
  LogActionRateLimitBurst: whole('logRateLimitBurst', 0, 9999),
  FailsafeInboundHostPorts: (value, parameter, into) => {
    into.failsafeInbound = failsafePorts(value, parameter);
  },
  FailsafeOutboundHostPorts: (value, parameter, into) => {
    into.failsafeOutbound = failsafePorts(value, parameter);
  },
  DisableConntrackInvalidCheck: (value, parameter, into) => {
    into.dropInvalid = !flag(value, parameter);
  },
  AllowVXLANPacketsFromWorkloads: (value, parameter, into) => {
    into.allowVxlanFromWorkloads = flag(value, parameter);
  },
  AllowIPIPPacketsFromWorkloads: (value, parameter, into) => {
    into.allowIpipFromWorkloads = flag(value, parameter);
  },
  VXLANPort: whole('vxlanPort', 1, 65535),
  WireguardInterfaceName: wireguard(0),
  WireguardInterfaceNameV6: wireguard(1),
};

/** What a parameter of this name does: shapes chains, is for other work of Felix's, or is none of Felix's. */
export function felixParameterUse(name: string): 'used' | 'ignored' | 'unknown' {
  if (Object.hasOwn(parameters, name)) return 'used';
  return isIgnoredParameter(name) ? 'ignored' : 'unknown';
}

/**
 * The default configuration with these parameters applied. Those that say nothing about chains are ignored, since Felix
 * has many for other work. Throws a FelixParameterError, also for a name that Felix does not have.
 */
export function rulesConfigFromFelix(given: Readonly<Record<string, unknown>>): RulesConfig {
  const changes: Changes = {};
  for (const [name, value] of Object.entries(given)) {
    if (felixParameterUse(name) === 'unknown') throw new FelixParameterError(name, unknownReason(name));
    if (Object.hasOwn(parameters, name)) parameters[name]?.(String(value), name, changes);
  }
  return { ...defaultRulesConfig, ...changes };
}

function unknownReason(name: string): string {
  const near = nearestParameter(name, Object.keys(parameters));
  return `Felix has no such parameter${near === undefined ? '' : `; is ${near} meant?`}`;
}

function oneOf<K extends keyof RulesConfig>(key: K, values: readonly (RulesConfig[K] & string)[]): Apply {
  return (value, parameter, into) => {
    const found = values.find((v) => v === value.toLowerCase());
    if (found === undefined) fail(parameter, value, `one of ${values.join(', ')}`);
    else into[key] = found;
  };
}

function whole(key: 'logRateLimitBurst' | 'vxlanPort', least: number, most: number): Apply {
  return (value, parameter, into) => {
    const number = Number(value);
    if (!Number.isInteger(number) || number < least || number > most)
      fail(parameter, value, `from ${least} to ${most}`);
    into[key] = number;
  };
}

function wireguard(index: 0 | 1): Apply {
  return (value, parameter, into) => {
    if (!/^[A-Za-z0-9:._-]{1,15}$/.test(value)) fail(parameter, value, "an interface's name");
    into.wireguardInterfaces = (into.wireguardInterfaces ?? defaultRulesConfig.wireguardInterfaces).with(index, value);
  };
}

function flag(value: string, parameter: string): boolean {
  if (/^(true|1|yes|y|t)$/i.test(value)) return true;
  if (/^(false|0|no|n|f)$/i.test(value)) return false;
  return fail(parameter, value, 'true or false');
}

/** `tcp:22`, `udp:10.0.0.0/8:53`, `tcp:[fd00::/8]:22`, or just a port; `none` for no ports at all. */
function failsafePorts(value: string, parameter: string): FailsafePort[] {
  if (value === 'none' || value === '') return [];
  return value.split(',').map((text) => {
    const parts = /^\s*(?:(tcp|udp|sctp):)?(?:\[([^\]]+)\]:|([0-9./]+):)?(\d{1,5})\s*$/i.exec(text);
    const port = Number(parts?.[4]);
    const net = parts?.[2] ?? parts?.[3];
    if (!parts || port > 65535 || (net !== undefined && addressVersion(net) === undefined)) {
      return fail(parameter, text, 'a port such as tcp:22 or udp:10.0.0.0/8:53');
    }
    const protocol = (parts[1] ?? 'tcp').toLowerCase();
    return net === undefined ? { protocol, port } : { protocol, port, net };
  });
}

function fail(parameter: string, value: unknown, expected: string): never {
  throw new FelixParameterError(parameter, `${JSON.stringify(value)} is not ${expected}`);
}
