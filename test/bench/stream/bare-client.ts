// Answers whatever comes on so many connections, for the cost of TCP alone. Arguments: port, connections, bytes of an answer.
import { connect } from 'node:net';

const [port, connections, bytes] = process.argv.slice(2).map(Number) as [number, number, number];
const answer = Buffer.alloc(bytes);
for (let i = 0; i < connections; i++) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.on('data', () => socket.write(answer));
}
process.on('disconnect', () => process.exit(0));
