/** A list that mostly has one element, and is had by the million: then that element itself. */
export type OneOrMany<T extends object | string> = T | readonly T[];

export function oneOrMany<T extends object | string>(list: readonly T[]): OneOrMany<T> {
  return list.length === 1 ? list[0]! : list;
}

export function listOf<T extends object | string>(list: OneOrMany<T>): readonly T[] {
  return isList(list) ? list : [list];
}

function isList<T extends object | string>(list: OneOrMany<T>): list is readonly T[] {
  return Array.isArray(list);
}
