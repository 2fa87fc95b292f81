// Asks the API server whose token this is.
import type { ClusterAccess } from './access.ts';
import { ApiError } from './api-error.ts';
import { request } from './lease-client.ts';

export interface ReviewedToken {
  /** `system:serviceaccount:manul:driver`. */
  readonly user: string;
  /** The node that the token is bound to, by way of its pod; undefined for one that is bound to none. */
  readonly node: string | undefined;
}

interface TokenReview {
  readonly status?: {
    readonly authenticated?: boolean;
    readonly audiences?: readonly string[];
    readonly user?: { readonly username?: string; readonly extra?: Readonly<Record<string, readonly string[]>> };
  };
}

const nodeClaim = 'authentication.kubernetes.io/node-name';

/**
 * Undefined where the token is not valid, or not for this audience. Rejects with ApiError or a socket's error where the
 * API server cannot say.
 */
export async function reviewToken(
  access: ClusterAccess,
  token: string,
  audience: string,
): Promise<ReviewedToken | undefined> {
  const { status, answer } = await request(access, 'POST', 'apis/authentication.k8s.io/v1/tokenreviews', {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenReview',
    spec: { token, audiences: [audience] },
  });
  if (status === 401) access.refused();
  if (status < 200 || status > 299) throw ApiError.fromStatus(status, answer, 0);
  const { authenticated, audiences = [], user } = (answer as TokenReview).status ?? {};
  // A server that does not know of audiences answers without them: such a token may be meant for anybody.
  if (authenticated !== true || !audiences.includes(audience)) return undefined;
  return { user: user?.username ?? '', node: user?.extra?.[nodeClaim]?.[0] };
}
