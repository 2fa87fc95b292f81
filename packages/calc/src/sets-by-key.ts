/** Sets of which none is empty: a key without members is not there. */
export type SetsByKey<K, V> = Map<K, Set<V>>;

export function addTo<K, V>(sets: SetsByKey<K, V>, key: K, member: V): void {
  const set = sets.get(key);
  if (set) set.add(member);
  else sets.set(key, new Set([member]));
}

export function removeFrom<K, V>(sets: SetsByKey<K, V>, key: K, member: V): void {
  const set = sets.get(key);
  if (set?.delete(member) && set.size === 0) sets.delete(key);
}
