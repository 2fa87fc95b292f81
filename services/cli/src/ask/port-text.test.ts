import { expect, test } from 'vitest';
import { parsePort } from './port-text.ts';

test.each([
  ['80', 'tcp', 80],
  ['80/TCP', 'tcp', 80],
  ['udp/53', 'udp', 53],
  ['65535/sctp', 'sctp', 65_535],
  ['icmp', 'icmp', 0],
  ['ICMPv6', 'icmpv6', 0],
])('%s is understood', (text, protocol, port) => {
  expect(parsePort(text, 'PORT')).toEqual({ protocol, port });
});

test.each(['', '0', '65536', '80-90', '-1', 'http', '80/http', 'udp', '80/80', 'tcp/tcp', 'icmp/8', '1/tcp/2', '80/'])(
  '%j is wrong usage, and is named',
  (text) => {
    expect(() => parsePort(text, '--port')).toThrow(`--port: ${text} is not a port such as 80, 53/udp or icmp`);
  },
);
