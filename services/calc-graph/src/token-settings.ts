// The check of drivers' tokens, as the settings ask for it.
import { ConfigError } from '@manul/config';
import { reviewToken } from '@manul/source-kubernetes';
import type { CalcGraphConfig } from './config.ts';
import { parseSourceSpec } from './source-spec.ts';
import { tokenReviewAccess } from './sources.ts';
import { TokenCheck, type TokenCheckOptions } from './token-check.ts';

/** Undefined where drivers show no tokens. Without `review`, the API server is asked. Rejects with ConfigError. */
export async function configuredTokenCheck(
  config: CalcGraphConfig,
  review?: TokenCheckOptions['review'],
): Promise<TokenCheck | undefined> {
  const { tokenAudience: audience } = config;
  if (audience === undefined) return undefined;
  requireTokenUsers(config);
  const users = () => config.tokenUsers;
  if (review) return new TokenCheck({ users, review });
  const access = await tokenReviewAccess(parseSourceSpec(config.source ?? 'kubernetes')!);
  return new TokenCheck({ users, review: (token) => reviewToken(access, token, audience) });
}

/** Throws ConfigError where any pod of a node could pass for its driver. */
export function requireTokenUsers({ tokenAudience, tokenUsers }: CalcGraphConfig): void {
  if (tokenAudience === undefined || tokenUsers.length > 0) return;
  throw new ConfigError("--token-users: tells whose tokens are drivers', and is needed");
}
