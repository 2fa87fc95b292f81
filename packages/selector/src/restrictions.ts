import type { SelectorNode } from './ast.ts';

/** What a selector requires of one label of whatever it matches. At least one of the fields says something. */
export interface LabelRestriction {
  readonly present: boolean;
  readonly absent: boolean;
  /** The label has one of these values; undefined: any. Empty where the selector can match nothing. */
  readonly values: ReadonlySet<string> | undefined;
}

/** Necessary for a match, not sufficient: an index scans only what satisfies these, then evaluates. */
export type LabelRestrictions = ReadonlyMap<string, LabelRestriction>;

const none: LabelRestrictions = new Map();

/** What a selector requires, label by label. Cheap: it may find less than there is, and never what does not hold. */
export function labelRestrictions(node: SelectorNode): LabelRestrictions {
  switch (node.op) {
    case 'has':
    case 'contains':
    case 'starts with':
    case 'ends with':
      return new Map([[node.key, { present: true, absent: false, values: undefined }]]);
    case '==':
      return new Map([[node.key, { present: true, absent: false, values: new Set([node.value]) }]]);
    case 'in':
      return new Map([[node.key, { present: true, absent: false, values: new Set(node.values) }]]);
    case 'not':
      return node.operand.op === 'has'
        ? new Map([[node.operand.key, { present: false, absent: true, values: undefined }]])
        : none;
    case 'and':
      return node.operands.map(labelRestrictions).reduce(intersect, none);
    case 'or':
      return node.operands.map(labelRestrictions).reduce(unite);
    default:
      return none;
  }
}

/** Whether anything can match. */
export function isSatisfiable(restrictions: LabelRestrictions): boolean {
  return restrictions
    .values()
    .every(({ present, absent, values }) => !(present && absent) && (values === undefined || values.size > 0));
}

function intersect(a: LabelRestrictions, b: LabelRestrictions): LabelRestrictions {
  const both = new Map(a);
  for (const [key, y] of b) {
    const x = a.get(key);
    both.set(
      key,
      x === undefined
        ? y
        : {
            present: x.present || y.present,
            absent: x.absent || y.absent,
            values: x.values && y.values ? common(x.values, y.values) : (x.values ?? y.values),
          },
    );
  }
  return both;
}

function unite(a: LabelRestrictions, b: LabelRestrictions): LabelRestrictions {
  const either = new Map<string, LabelRestriction>();
  for (const [key, x] of a) {
    const y = b.get(key);
    if (y === undefined) continue;
    const present = x.present && y.present;
    const absent = x.absent && y.absent;
    const values = present && x.values && y.values ? new Set([...x.values, ...y.values]) : undefined;
    if (present || absent) either.set(key, { present, absent, values });
  }
  return either;
}

function common(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...a].filter((value) => b.has(value)));
}
