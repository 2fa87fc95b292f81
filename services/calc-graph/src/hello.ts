import type { manul } from '@manul/proto';

/** A Kubernetes node's name is a DNS subdomain. */
const nodeName = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

/** What is wrong with a hello, for the driver's operator to read; undefined where nothing is. */
export function checkHello(hello: manul.v1.Hello): string | undefined {
  if (hello.node === '') return 'hello: node is empty';
  if (!nodeName.test(hello.node)) return `hello: node ${JSON.stringify(hello.node.slice(0, 300))} is no node's name`;
  if (hello.protocol_version < 1) return 'hello: protocol_version must be 1 or newer';
  if (hello.digest.length !== 0 && hello.digest.length !== 8) {
    return `hello: digest has ${hello.digest.length} bytes, not 8`;
  }
  return undefined;
}
