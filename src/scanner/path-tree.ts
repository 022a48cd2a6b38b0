import { type Asked } from './block-scanner.js';

/** Slots that are no path's own. */
const NO_SLOT = -1;
export const TIME_SLOT = -2;
const TIME_KEY = 'eventTime';

/** One key on the way of some paths. */
export interface PathNode {
  readonly key: string;
  /** Of the path that ends here; negative where none does. */
  readonly slot: number;
  /** The slots of the path that ends here and of all that go on from here. */
  readonly from: number;
  readonly to: number;
  readonly children: readonly PathNode[];
}

/** Puts a path before those that go on from it, and these next to each other. */
export function comparePaths(left: readonly string[], right: readonly string[]): number {
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [a = '', b = ''] = [left[i], right[i]];
    if (a !== b) return a < b ? -1 : 1;
  }
  return left.length - right.length;
}

/** The keys of what is asked, with the key of the time, whose place the scanner always tells. */
export function pathTree({ paths, asides = [] }: Pick<Asked, 'paths' | 'asides'>): readonly PathNode[] {
  const time = { key: TIME_KEY, slot: TIME_SLOT, from: 0, to: 0, children: [] };
  const nodes = nodesOf(paths, { depth: 0, from: 0, to: paths.length }).filter(({ key }) => key !== TIME_KEY);
  return [...nodes, ...asides.map((key, i) => leafAt(key, paths.length + i)), time];
}

function leafAt(key: string, slot: number): PathNode {
  return { key, slot, from: slot, to: slot + 1, children: [] };
}

function nodesOf(
  paths: readonly (readonly string[])[],
  { depth, from, to }: { readonly depth: number; readonly from: number; readonly to: number },
): readonly PathNode[] {
  const nodes: PathNode[] = [];
  for (let start = from; start < to;) {
    const key = paths[start]?.[depth] ?? '';
    let end = start + 1;
    while (end < to && paths[end]?.[depth] === key) end++;
    const ends = paths[start]?.length === depth + 1;
    const children = nodesOf(paths, { depth: depth + 1, from: ends ? start + 1 : start, to: end });
    nodes.push({ key, slot: ends ? start : NO_SLOT, from: start, to: end, children });
    start = end;
  }
  return nodes;
}
