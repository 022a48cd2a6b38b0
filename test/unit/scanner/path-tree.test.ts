import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { comparePaths, type PathNode, pathTree } from '../../../src/scanner/path-tree.js';

const path = fc.array(fc.constantFrom('a', 'b', 'ab', '', '0', '__proto__'), { minLength: 1, maxLength: 4 });
const paths = fc.uniqueArray(path, { selector: (keys) => JSON.stringify(keys), maxLength: 20 }).map((all) => all.toSorted(comparePaths));

/** Each slot of a tree with the keys that lead to it. */
function slotsOf(nodes: readonly PathNode[], before: readonly string[] = []): readonly (readonly [number, readonly string[]])[] {
  return nodes.flatMap(({ key, slot, children }) => [
    ...(slot < 0 ? [] : [[slot, [...before, key]] as const]),
    ...slotsOf(children, [...before, key]),
  ]);
}

function allNodes(nodes: readonly PathNode[]): readonly PathNode[] {
  return nodes.flatMap((node) => [node, ...allNodes(node.children)]);
}

describe('the tree of paths', () => {
  test('leads to the slot of each path by its keys', () => {
    fc.assert(
      fc.property(paths, (all) => {
        const found = slotsOf(pathTree({ paths: all })).toSorted(([left], [right]) => left - right);
        expect(found).toEqual([...all.entries()]);
      }),
    );
  });

  test('knows for each key the slots of the paths that go through it', () => {
    fc.assert(
      fc.property(paths, (all) => {
        for (const { slot, from, to, children } of allNodes(pathTree({ paths: all }))) {
          const below = allNodes(children).flatMap((child) => (child.slot < 0 ? [] : [child.slot]));
          const slots = slot < 0 ? below : [slot, ...below];
          expect(slots.toSorted((left, right) => left - right)).toEqual(Array.from({ length: to - from }, (_, i) => from + i));
        }
      }),
    );
  });
});
