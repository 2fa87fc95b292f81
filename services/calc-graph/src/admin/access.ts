// Who may call the admin API. Its role is apart from the drivers': a certificate that opens a node's stream is refused
// here unless it is named as an administrator's too.
import type { PeerCertificate } from 'node:tls';

/** Why the peer's certificate is no administrator's; undefined where it is. */
export function refuseAdministrator(
  certificate: Pick<PeerCertificate, 'subject'> | undefined,
  administrators: readonly string[],
): string | undefined {
  if (!certificate) return 'no client certificate';
  const { CN, O } = certificate.subject ?? {};
  const names = [CN ?? [], O ?? []].flat();
  if (names.some((name) => administrators.includes(name))) return undefined;
  return `the certificate names ${names.join(', ') || 'nobody'}, not one of the administrators`;
}
