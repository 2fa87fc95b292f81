// Holds a driver to the node that its service-account token is bound to.
import { createHash } from 'node:crypto';
import type { Metadata } from '@grpc/grpc-js';

export interface ReviewedToken {
  readonly user: string;
  readonly node: string | undefined;
}

export interface TokenCheckOptions {
  /** Whose tokens count: other pods of a node can have tokens that are bound to it too. */
  readonly users: () => readonly string[];
  /** Undefined for a token that is not valid. Rejects where that cannot be found out. */
  readonly review: (token: string) => Promise<ReviewedToken | undefined>;
  readonly now?: () => number;
}

/** So long a token counts as what it was: reconnects of a whole cluster must not become as many reviews. */
const cacheMilliseconds = 60_000;
const cacheEntries = 10_000;
/** A bound token has some 1,000 characters. */
const maxTokenLength = 16 * 1024;

export class TokenCheck {
  readonly #options: TokenCheckOptions;
  /** By the token's hash, so that no token stays in memory for longer than its stream's beginning. */
  readonly #known = new Map<string, { readonly reviewed: ReviewedToken; readonly until: number }>();

  constructor(options: TokenCheckOptions) {
    this.#options = options;
  }

  /** Why a call with this metadata may not open the node's stream; undefined where it may. */
  async refusal(metadata: Pick<Metadata, 'get'>, node: string): Promise<string | undefined> {
    const header = metadata.get('authorization')[0]?.toString() ?? '';
    const token = /^Bearer ([\w.~+/=-]+)$/i.exec(header)?.[1];
    if (token === undefined || token.length > maxTokenLength) return 'no service-account token';
    let reviewed: ReviewedToken | undefined;
    try {
      reviewed = await this.#review(token);
    } catch {
      return 'the API server cannot say whose token this is';
    }
    if (!reviewed) return 'the token is not valid for this server';
    if (!this.#options.users().includes(reviewed.user)) return `the token is of ${reviewed.user}, who is no driver`;
    if (reviewed.node === node) return undefined;
    return `the token of ${reviewed.user} is bound to ${reviewed.node ?? 'no node'}, not ${node}`;
  }

  async #review(token: string): Promise<ReviewedToken | undefined> {
    const now = (this.#options.now ?? Date.now)();
    const key = createHash('sha256').update(token).digest('base64');
    const known = this.#known.get(key);
    if (known && known.until > now && !isExpired(token, now)) return known.reviewed;
    this.#known.delete(key);
    const reviewed = isExpired(token, now) ? undefined : await this.#options.review(token);
    if (!reviewed) return undefined;
    const [oldest] = this.#known.keys();
    if (this.#known.size >= cacheEntries && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(key, { reviewed, until: now + cacheMilliseconds });
    return reviewed;
  }
}

/** What the token says of itself is no proof that it is valid, but enough to know that it is not. */
function isExpired(token: string, now: number): boolean {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    const { exp } = claims as { exp?: unknown };
    return typeof exp === 'number' && exp * 1000 <= now;
  } catch {
    return false;
  }
}
