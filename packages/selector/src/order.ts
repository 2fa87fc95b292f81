/**
 * Orders as UTF-8 bytes do. JavaScript's own order differs where one text has a character above U+FFFF and the other
 * one in U+E000 to U+FFFF; identifiers derive from the order, so it must be Felix's.
 */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1;
  }
  return a.length - b.length;
}

// A surrogate stands for a character above U+FFFF; below it only those of U+E000 and up have greater code units.
function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
