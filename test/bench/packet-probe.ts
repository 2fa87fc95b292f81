// Asks a UDP echo again and again, each time from another port so that no flow is an established one, and tells over a
// unix socket of each packet when it was sent and whether it was answered. Ends with the socket.
//
//   node packet-probe.ts SOCKET ADDRESS PORT
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import { isAnswerInTimeMilliseconds, microseconds, probeMilliseconds } from './packet-timing.ts';

const [socketPath = '', address = '', port = ''] = process.argv.slice(2);
/** Used one after the other: by the time that one is used again, conntrack has forgotten its flow. */
const [firstPort, ports] = [1_024, 64_000];

const connection = connect(socketPath);
await once(connection, 'connect');
connection.once('close', () => process.exit(0));
connection.on('error', () => {});

for (let packet = 0; ; packet++) {
  ask(firstPort + (packet % ports));
  await new Promise((resolve) => setTimeout(resolve, probeMilliseconds));
}

function ask(from: number): void {
  const socket = createSocket('udp4');
  socket.on('error', () => socket.close());
  socket.bind(from, () => {
    const sentAt = microseconds();
    const decide = (answered: boolean) => {
      clearTimeout(timer);
      socket.close();
      connection.write(`${sentAt} ${answered ? 1 : 0}\n`);
    };
    const timer = setTimeout(() => decide(false), isAnswerInTimeMilliseconds);
    socket.once('message', () => decide(true));
    // A policy's DROP on the way out is an error of send.
    socket.send('?', Number(port), address, () => {});
  });
}
