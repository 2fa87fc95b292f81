// Where a server listens or is found: `unix:/path`, `host:port`, `[::1]:port`, `:port`.

export type Address =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number };

/** Undefined where the text is no address. An empty host stands for all interfaces. */
export function parseAddress(text: string): Address | undefined {
  if (text.startsWith('unix:')) {
    const path = text.slice('unix:'.length).replace(/^\/\/(?=\/)/, '');
    return path === '' ? undefined : { kind: 'unix', path };
  }
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]\s]*)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  if (!match || port > 65535) return undefined;
  return { kind: 'tcp', host: match[1] ?? match[2] ?? '', port };
}

export function formatAddress(address: Address): string {
  if (address.kind === 'unix') return `unix:${address.path}`;
  return `${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`;
}

/** What Node's servers take as the place to listen. */
export function listenOptions(address: Address): { path: string } | { port: number; host?: string } {
  if (address.kind === 'unix') return { path: address.path };
  return { port: address.port, ...(address.host !== '' && { host: address.host }) };
}

/** Whether only this machine can reach the address: then a stream without TLS gives nothing away. */
export function isLocal(address: Address): boolean {
  return (
    address.kind === 'unix' ||
    address.host === 'localhost' ||
    address.host === '::1' ||
    /^127(\.\d{1,3}){3}$/.test(address.host)
  );
}
