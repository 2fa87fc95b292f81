// What a browser sends must come from the page itself: no other site may ask through the reader's browser.
import type { IncomingMessage } from 'node:http';

/** On everything that is served: nothing is loaded from elsewhere, framed, guessed or kept. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

/**
 * Why a request is refused; undefined where it is not. `mustBeLocal`: served on this machine alone, without TLS; then a
 * name that another site made to point here is refused as well.
 */
export function refuseRequest(request: IncomingMessage, mustBeLocal: boolean): string | undefined {
  const { host = '', origin, 'sec-fetch-site': site, 'content-type': type = '' } = request.headers;
  if (mustBeLocal && !isLocalName(host)) return `this server is not ${host}`;
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  if (request.method !== 'POST') return 'only GET and POST are served here';
  if (!/^application\/json\s*(;|$)/i.test(type)) return 'the content type must be application/json';
  if (site !== undefined && site !== 'same-origin') return 'the request comes from another site';
  if (origin !== undefined && !isOrigin(origin, host)) return `the request comes from ${origin}`;
  return undefined;
}

function isOrigin(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}

function isLocalName(host: string): boolean {
  const url = `http://${host}`;
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
