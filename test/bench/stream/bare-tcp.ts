import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Of a batch with one update, and of a receipt. */
const [batchBytes, receiptBytes] = [120, 60];
const rounds = 50;

/**
 * CPU of a server that writes a small batch to each of so many connections and reads an answer, in microseconds for
 * each: what no server can go below on this machine, whatever it computes and however it frames.
 */
export async function bareTcpMicroseconds(connections: number): Promise<number> {
  const sockets: Socket[] = [];
  let answers = 0;
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.push(socket);
    socket.on('data', () => answers++);
    socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const args = [port, connections, receiptBytes].map(String);
  const client = fork(fileURLToPath(new URL('./bare-client.ts', import.meta.url)), args);
  while (sockets.length < connections) await pause(50);
  const batch = Buffer.alloc(batchBytes);
  const before = process.cpuUsage();
  for (let round = 1; round <= rounds; round++) {
    for (const socket of sockets) socket.write(batch);
    while (answers < round * connections) await pause(20);
  }
  const { user, system } = process.cpuUsage(before);
  const exited = once(client, 'exit');
  client.kill('SIGKILL');
  await exited;
  server.close();
  return (user + system) / (rounds * connections);
}
