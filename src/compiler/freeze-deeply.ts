/** Freezes a tree of plain objects and arrays, and hands it back. */
export function freezeDeeply<T extends object>(tree: T): T {
  if (Object.isFrozen(tree)) return tree;
  Object.freeze(tree);
  for (const child of Object.values(tree) as readonly unknown[]) {
    if (typeof child === 'object' && child !== null) freezeDeeply(child);
  }
  return tree;
}
