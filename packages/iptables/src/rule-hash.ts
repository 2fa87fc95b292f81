// Rules as lines of iptables-restore input, each with a hash in its comment by which it is recognised later. The hash
// covers the chain's name, all rules before it and the rule itself, so that equal hashes mean an equal head of the
// chain. The scheme is the one that Felix uses: a node that Felix programmed is taken over without a write.
import { hash as digest } from 'node:crypto';
import type { Rule } from '@manul/rules';

/** The rule's matches and action, as after `-A chain `; empty for a rule that only carries a comment. */
export type RuleFormatter = (rule: Rule) => string;

/** A chain's rules, ready to be written. Both lists have one element per rule. */
export interface RenderedChain {
  readonly hashes: readonly string[];
  /** What follows `-A chain ` (or `-R chain 3 `). */
  readonly bodies: readonly string[];
}

const hashLength = 16;
/** XT_MAX_COMMENT_LEN of linux/netfilter/xt_comment.h; it holds for each comment, and the hash has one of its own. */
const maxCommentLength = 256;
const unsafeInComment = /[^\w @%+=:,./-]/gu;

/**
 * Renders a chain.
 * @param seed what the first hash starts from: the chain's name, or for appended rules its name with {@link appendSeed}
 */
export function renderRules(
  seed: string,
  chainName: string,
  rules: readonly Rule[],
  format: RuleFormatter,
  commentPrefix: string,
): RenderedChain {
  const hashes: string[] = [];
  const bodies: string[] = [];
  let previous = digest('sha224', seed, 'binary');
  for (const rule of rules) {
    const rest = ruleText(rule, format);
    previous = digestAfter(previous, rest === '' ? `-A ${chainName} HASH` : `-A ${chainName} HASH ${rest}`);
    const hash = hashOf(previous);
    const comment = `-m comment --comment "${commentPrefix}${hash}"`;
    hashes.push(hash);
    bodies.push(rest === '' ? comment : `${comment} ${rest}`);
  }
  // A copy has no room to spare: the hashes stay.
  return { hashes: hashes.slice(), bodies };
}

// Digests go about as texts with a character for each byte, and through one buffer: a hash object or buffers of its own
// for each rule would take longer than all the rest of rendering.
const digestLength = 28;
let scratch = Buffer.alloc(4096);

function digestAfter(previous: string, text: string): string {
  const needed = digestLength + text.length * 3;
  if (needed > scratch.length) scratch = Buffer.alloc(needed);
  scratch.write(previous, 'latin1');
  const end = digestLength + scratch.write(text, digestLength);
  return digest('sha224', scratch.subarray(0, end), 'binary');
}

/** Not cut from a longer text, which would then live as long as this does. */
function hashOf(hashed: string): string {
  scratch.write(hashed, 'latin1');
  return scratch.toString('base64url', 0, (hashLength * 6) / 8);
}

/** Makes the hashes of rules appended to a chain differ from those of equal rules inserted into it. */
export function appendSeed(chainName: string): string {
  return `${chainName}*appends*`;
}

function ruleText(rule: Rule, format: RuleFormatter): string {
  const text = format(rule);
  if (rule.comments === undefined || rule.comments.length === 0) {
    return text;
  }
  const comments = rule.comments.map((comment) => `-m comment --comment "${safeComment(comment)}"`).join(' ');
  return text === '' ? comments : `${comments} ${text}`;
}

/** Comments come from users' annotations. iptables-restore has no reliable quoting, so what could end one is replaced. */
export function safeComment(comment: string): string {
  return comment.replace(unsafeInComment, '_').slice(0, maxCommentLength);
}
