import { Metadata } from '@grpc/grpc-js';
import { beforeEach, expect, test, vi } from 'vitest';
import { type ReviewedToken, TokenCheck } from './token-check.ts';

const user = 'system:serviceaccount:manul:driver';
const review = vi.fn<(token: string) => Promise<ReviewedToken | undefined>>();
let now = 0;
let check: TokenCheck;

beforeEach(() => {
  now = 1_000_000;
  review.mockReset().mockResolvedValue({ user, node: 'node-a' });
  check = new TokenCheck({ users: () => [user], review, now: () => now });
});

const token = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;
const fresh = token({ exp: 10_000 });

function refusal(authorization: string | undefined, node = 'node-a'): Promise<string | undefined> {
  const metadata = new Metadata();
  if (authorization !== undefined) metadata.set('authorization', authorization);
  return check.refusal(metadata, node);
}

test('a token opens the stream of the node that it is bound to, and is asked about once in a while', async () => {
  expect(await refusal(`Bearer ${fresh}`)).toBeUndefined();
  expect(await refusal(`bearer ${fresh}`)).toBeUndefined();
  expect(review).toHaveBeenCalledTimes(1);
  now += 61_000;
  review.mockResolvedValue(undefined);
  expect(await refusal(`Bearer ${fresh}`)).toBe('the token is not valid for this server');
});

test.each([
  ["another node's", { user, node: 'node-b' }, `the token of ${user} is bound to node-b, not node-a`],
  [
    "a pod's",
    { user: 'system:serviceaccount:prod:default', node: 'node-a' },
    'the token is of system:serviceaccount:prod:default, who is no driver',
  ],
  ["no node's", { user, node: undefined }, `the token of ${user} is bound to no node, not node-a`],
])('refuses %s token', async (_what, reviewed, reason) => {
  review.mockResolvedValue(reviewed);
  expect(await refusal(`Bearer ${fresh}`)).toBe(reason);
});

test.each([
  ['none', undefined],
  ['an empty one', 'Bearer '],
  ['another scheme', 'Basic YTpi'],
  ['one too long', `Bearer ${'a'.repeat(20_000)}`],
])('refuses %s without asking', async (_what, header) => {
  expect(await refusal(header)).toBe('no service-account token');
  expect(review).not.toHaveBeenCalled();
});

test('an expired token is refused, also where it was good a moment ago', async () => {
  expect(await refusal(`Bearer ${token({ exp: 999 })}`)).toBe('the token is not valid for this server');
  const soon = token({ exp: 1_010 });
  expect(await refusal(`Bearer ${soon}`)).toBeUndefined();
  now += 10_000;
  expect(await refusal(`Bearer ${soon}`)).toBe('the token is not valid for this server');
});

test('refuses where the API server does not answer, and remembers neither that nor a refusal', async () => {
  review.mockRejectedValueOnce(new Error(`token ${fresh}`));
  expect(await refusal(`Bearer ${fresh}`)).toBe('the API server cannot say whose token this is');
  review.mockResolvedValueOnce(undefined);
  expect(await refusal(`Bearer ${fresh}`)).toBe('the token is not valid for this server');
  expect(await refusal(`Bearer ${fresh}`)).toBeUndefined();
});
