// The keys on the way to the values that rules ask for, as a tree whose root is the record.
import { NODE_LIMIT, NODES } from './memory';
import { isEqual } from './texts';

/** The slot of the time, of which no number is kept, but where it stands. Other negative slots are of nodes on the way only. */
export const TIME_SLOT: i32 = -2;

// A node: its slot, the first slot and the last but one of those below it, its first child and the next child of its parent, its key.
const SLOT: usize = 0;
const FROM: usize = 4;
const TO: usize = 8;
const CHILD: usize = 12;
const NEXT: usize = 16;
const KEY_LENGTH: usize = 20;
const KEY: usize = 24;

let end: usize = NODES;

/** Makes a node below `parent`; the key is to be written to `keyStart`. Gives its address, or 0 when there is no room. */
export function addNode(parent: usize, slot: i32, from: u32, to: u32, keyLength: u32): usize {
  // Whole words are compared, so that many bytes must be readable behind the key.
  const size = (KEY + keyLength + 15) & ~7;
  if (end + size > NODE_LIMIT) return 0;
  const node = end;
  end += size;
  store<i32>(node, slot, SLOT);
  store<u32>(node, from, FROM);
  store<u32>(node, to, TO);
  store<u32>(node, 0, CHILD);
  store<u32>(node, 0, NEXT);
  store<u32>(node, keyLength, KEY_LENGTH);
  if (parent != 0) {
    store<u32>(node, load<u32>(parent, CHILD), NEXT);
    store<u32>(parent, node as u32, CHILD);
  }
  return node;
}

export function keyStart(node: usize): usize {
  return node + KEY;
}

@inline
export function slotOf(node: usize): i32 {
  return load<i32>(node, SLOT);
}

@inline
export function firstSlot(node: usize): u32 {
  return load<u32>(node, FROM);
}

@inline
export function endOfSlots(node: usize): u32 {
  return load<u32>(node, TO);
}

@inline
export function hasChildren(node: usize): bool {
  return load<u32>(node, CHILD) != 0;
}

/** The child with this key, or 0. */
export function childOf(node: usize, key: usize, length: u32): usize {
  let child = load<u32>(node, CHILD) as usize;
  while (child != 0) {
    if (load<u32>(child, KEY_LENGTH) == length && isEqual(child + KEY, key, length)) return child;
    child = load<u32>(child, NEXT) as usize;
  }
  return 0;
}
