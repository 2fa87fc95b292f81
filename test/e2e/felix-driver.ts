// A dataplane driver as people have written them for Felix: reads frames from descriptor 3, writes to 4. It keeps a diary
// of what it is told, a line of JSON for each message, and reports each workload endpoint.
//   node felix-driver.ts DIARY
import { appendFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { encodeFelixFrame, FelixFrameReader, felix } from '@manul/proto';

const [diary = ''] = process.argv.slice(2);
const input = new Socket({ fd: 3, readable: true, writable: false });
const output = new Socket({ fd: 4, readable: false, writable: true });
const reader = new FelixFrameReader();
let sequence = 0;

input.on('data', (piece: Buffer) => {
  for (const envelope of reader.push(piece)) {
    const message = felix.ToDataplane.decode(envelope);
    appendFileSync(diary, `${JSON.stringify({ pid: process.pid, ...felix.ToDataplane.toObject(message) })}\n`);
    const id = message.workload_endpoint_update?.id;
    if (id) {
      const report = { workload_endpoint_status_update: { id, status: { status: 'error' } } };
      output.write(encodeFelixFrame(felix.FromDataplane.encode({ sequence_number: sequence++, ...report }).finish()));
    }
  }
});
input.on('end', () => process.exit(0));
