import { describe, expect, test } from 'vitest';
import { defaultRulesConfig } from './config.ts';
import { FelixParameterError, felixParameterUse, rulesConfigFromFelix } from './felix-config.ts';

describe('Felix parameters', () => {
  test('none: the defaults', () => {
    expect(rulesConfigFromFelix({})).toEqual(defaultRulesConfig);
    expect(rulesConfigFromFelix({ NFTablesMode: 'Auto', BPFEnabled: 'false' })).toEqual(defaultRulesConfig);
  });

  test('the ones about chains', () => {
    const config = rulesConfigFromFelix({
      InterfacePrefix: 'cali,tap',
      IptablesMarkMask: '0xff00',
      DefaultEndpointToHostAction: 'RETURN',
      IptablesFilterAllowAction: 'Return',
      IptablesMangleAllowAction: 'RETURN',
      IptablesFilterDenyAction: 'REJECT',
      ChainInsertMode: 'append',
      ServiceLoopPrevention: 'Disabled',
      LogActionRateLimit: '10/second',
      LogActionRateLimitBurst: 0,
      DisableConntrackInvalidCheck: 'true',
      AllowIPIPPacketsFromWorkloads: true,
      VXLANPort: '8472',
    });
    expect(config).toMatchObject({
      workloadInterfacePrefixes: ['cali', 'tap'],
      markMask: 0xff00,
      endpointToHostAction: 'return',
      filterAllowAction: 'return',
      mangleAllowAction: 'return',
      filterDenyAction: 'reject',
      chainInsertMode: 'append',
      serviceLoopPrevention: 'off',
      logRateLimit: '10/second',
      logRateLimitBurst: 0,
      dropInvalid: false,
      allowVxlanFromWorkloads: false,
      allowIpipFromWorkloads: true,
      vxlanPort: 8472,
    });
  });

  test('failsafe ports', () => {
    const { failsafeInbound, failsafeOutbound } = rulesConfigFromFelix({
      FailsafeInboundHostPorts: '22,udp:68, tcp:10.0.0.0/8:179,tcp:[fd00::/8]:2379',
      FailsafeOutboundHostPorts: 'none',
    });
    expect(failsafeInbound).toEqual([
      { protocol: 'tcp', port: 22 },
      { protocol: 'udp', port: 68 },
      { protocol: 'tcp', port: 179, net: '10.0.0.0/8' },
      { protocol: 'tcp', port: 2379, net: 'fd00::/8' },
    ]);
    expect(failsafeOutbound).toEqual([]);
  });

  test.each([
    ['DefaultEndpointToHostAction', 'LOG'],
    ['IptablesMarkMask', '0x3'],
    ['IptablesMarkMask', 'many'],
    ['FailsafeInboundHostPorts', 'tcp:70000'],
    ['FailsafeInboundHostPorts', 'icmp:1'],
    ['FailsafeOutboundHostPorts', 'tcp:10.0.0.300:1'],
    ['InterfacePrefix', 'cali+'],
    ['LogActionRateLimit', 'often'],
    ['LogActionRateLimitBurst', '1.5'],
    ['AllowVXLANPacketsFromWorkloads', 'maybe'],
    ['WireguardInterfaceName', 'a b'],
  ])('%s=%s is refused by name', (parameter, value) => {
    expect(() => rulesConfigFromFelix({ [parameter]: value })).toThrow(FelixParameterError);
    expect(() => rulesConfigFromFelix({ [parameter]: value })).toThrow(new RegExp(`^${parameter}: `));
  });

  test.each([
    ['IptablesMarkmask', 'is IptablesMarkMask meant?'],
    ['InterfacePrefixs', 'is InterfacePrefix meant?'],
    ['IpsetRefreshInterval', 'is IpsetsRefreshInterval meant?'],
    ['Nonsense', 'Felix has no such parameter'],
    ['__proto__x', 'Felix has no such parameter'],
  ])('%s is none, and the one that is near is named', (name, hint) => {
    expect(() => rulesConfigFromFelix({ [name]: '1' })).toThrow(hint);
    expect(felixParameterUse(name)).toBe('unknown');
  });

  test('what is for other work of Felix is known', () => {
    for (const name of ['HealthPort', 'BPFLogLevel', 'DebugPort', 'TyphaAddr']) {
      expect(felixParameterUse(name)).toBe('ignored');
    }
    expect(felixParameterUse('VXLANPort')).toBe('used');
  });
});
