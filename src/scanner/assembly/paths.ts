// The keys on the way to the values that rules ask for, as a tree whose root is the record.
import { NODE_LIMIT, NODES } from './memory';
import { isEqual } from './texts';

/** The slot of the time, of which no number is kept, but where it stands. Other negative slots are of nodes on the way only. */
export const TIME_SLOT: i32 = -2;

// A node: its slot, the first slot and the last but one of those below it, the lists of its children, the next node of its own list, its key.
const SLOT: usize = 0;
const FROM: usize = 4;
const TO: usize = 8;
const CHILDREN: usize = 12;
const NEXT: usize = 16;
const KEY_LENGTH: usize = 20;
const KEY: usize = 24;

/** Most keys of a record are on no path, and each finds its list empty. A power of two. */
const LISTS: u32 = 64;
const MULTIPLIER: u32 = 0x9e3779b1;

let end: usize = NODES;

/** Makes a node without a parent; its key is to be written to `keyStart`. Gives its address, or 0 when there is no room. */
export function addNode(slot: i32, from: u32, to: u32, keyLength: u32): usize {
  // Whole words are compared, so that many bytes must be readable behind the key.
  const node = allot((KEY + keyLength + 15) & ~7);
  if (node == 0) return 0;
  store<i32>(node, slot, SLOT);
  store<u32>(node, from, FROM);
  store<u32>(node, to, TO);
  store<u32>(node, keyLength, KEY_LENGTH);
  return node;
}

/** Puts a node, whose key must be written by now, below another; false when there is no room. */
export function linkNode(node: usize, parent: usize): bool {
  if (!hasChildren(parent)) {
    const lists = allot(LISTS << 2);
    if (lists == 0) return false;
    store<u32>(parent, lists as u32, CHILDREN);
  }
  const list = listOf(parent, keyStart(node), load<u32>(node, KEY_LENGTH));
  store<u32>(node, load<u32>(list), NEXT);
  store<u32>(list, node as u32);
  return true;
}

/** The memory is zero to begin with, and nothing is ever freed. */
function allot(bytes: u32): usize {
  if (end + bytes > NODE_LIMIT) return 0;
  const start = end;
  end += bytes;
  return start;
}

/** By the length and the last bytes: many keys begin alike. */
@inline
function listOf(parent: usize, key: usize, length: u32): usize {
  const ending = length < 4 ? load<u32>(key) & ((1 << (length << 3)) - 1) : load<u32>(key + length - 4);
  const hash = (ending ^ (length << 27) ^ length) * MULTIPLIER;
  return (load<u32>(parent, CHILDREN) as usize) + ((hash >> 26) << 2);
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
  return load<u32>(node, CHILDREN) != 0;
}

/** The child with this key, or 0; there must be children. */
export function childOf(node: usize, key: usize, length: u32): usize {
  let child = load<u32>(listOf(node, key, length)) as usize;
  while (child != 0) {
    if (load<u32>(child, KEY_LENGTH) == length && isEqual(child + KEY, key, length)) return child;
    child = load<u32>(child, NEXT) as usize;
  }
  return 0;
}
