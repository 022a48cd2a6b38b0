import { type PathNode } from './path-tree.js';

/** A key on the way of some paths; keys are bytes, each written as one character. */
export interface Node {
  readonly slot: number;
  readonly from: number;
  readonly to: number;
  readonly children: ReadonlyMap<string, Node>;
  /** For each length in bytes whether a child has a key of it: most keys are on no path, and making texts of them takes long. */
  readonly lengths: readonly boolean[];
}

/** The bytes of a text in UTF-8, each as one character. */
export const asBytes = (text: string): string => Buffer.from(text).toString('latin1');

export function nodeOf({ slot, from, to, children }: PathNode): Node {
  const below = new Map(children.map((child) => [asBytes(child.key), nodeOf(child)]));
  const lengths: boolean[] = [];
  for (const { length } of below.keys()) lengths[length] = true;
  return { slot, from, to, children: below, lengths };
}
