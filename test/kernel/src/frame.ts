// Packets as bytes on a wire: the first of a connection, with a number at their end by which they are known again.
import type { PacketDescription } from '@manul/evaluator';
import { addressDigits } from '@manul/rules';

const protocols: Readonly<Record<string, number>> = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58, sctp: 132 };

/** Of the router's interfaces. */
export const routerMac = '020000000001';
/** Where the router sends to: nobody's, so that what arrives is seen and not taken. */
export const beyondMac = '020000000002';

/** An Ethernet frame to the router. Checksums of the transport are left out: the kernel is told not to look at them. */
export function frameOf(packet: PacketDescription, id: number): string {
  const protocol = protocols[packet.protocol] ?? Number(packet.protocol);
  const payload = Buffer.concat([transport(packet, protocol, id), Buffer.from('M!'), uint16(id)]);
  const isIpv6 = packet.source.includes(':');
  const header = isIpv6 ? ipv6Header(packet, protocol, payload.length) : ipv4Header(packet, protocol, payload.length);
  const ethernet = Buffer.from(`${routerMac}020000000003${isIpv6 ? '86dd' : '0800'}`, 'hex');
  return Buffer.concat([ethernet, header, payload]).toString('hex');
}

function transport(
  { sourcePort = 0, destinationPort = 0, icmp }: PacketDescription,
  protocol: number,
  id: number,
): Buffer {
  const ports = Buffer.concat([uint16(sourcePort), uint16(destinationPort)]);
  switch (protocol) {
    case 6:
      // Sequence and acknowledgement; five words of header, SYN; window, checksum, urgent.
      return Buffer.concat([ports, Buffer.alloc(8), Buffer.from('5002ffff00000000', 'hex')]);
    case 17:
      return Buffer.concat([ports, uint16(12), uint16(0)]);
    case 132:
      // A tag and a checksum; INIT of 28 bytes: its tag, window, streams, sequence, and a parameter of 8 bytes.
      return Buffer.concat([
        ports,
        Buffer.alloc(8),
        Buffer.from('0100001c0000000100010000000a000a00000001800a0008', 'hex'),
      ]);
    case 1:
    case 58:
      return Buffer.concat([Buffer.from([icmp?.type ?? 0, icmp?.code ?? 0, 0, 0]), uint16(id), uint16(1)]);
    default:
      return Buffer.alloc(16);
  }
}

function ipv4Header({ source, destination }: PacketDescription, protocol: number, length: number): Buffer {
  const header = Buffer.concat([
    Buffer.from([0x45, 0]),
    uint16(20 + length),
    Buffer.from([0, 0, 0, 0, 64, protocol, 0, 0]),
    bytesOf(source),
    bytesOf(destination),
  ]);
  let sum = 0;
  for (let i = 0; i < header.length; i += 2) sum += header.readUInt16BE(i);
  sum = (sum & 0xffff) + (sum >>> 16);
  header.writeUInt16BE(~(sum + (sum >>> 16)) & 0xffff, 10);
  return header;
}

function ipv6Header({ source, destination }: PacketDescription, protocol: number, length: number): Buffer {
  const start = Buffer.concat([Buffer.from([0x60, 0, 0, 0]), uint16(length), Buffer.from([protocol, 64])]);
  return Buffer.concat([start, bytesOf(source), bytesOf(destination)]);
}

const bytesOf = (address: string) => Buffer.from(addressDigits(address) ?? '', 'hex');

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
