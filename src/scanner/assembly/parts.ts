// Copies of records with some of their members alone, so that only what somebody reads is parsed.
import { skipSpace } from './json';
import { PART } from './memory';
import { childOf, slotOf } from './paths';

const COMMA: u8 = 0x2c;
const OPEN_OBJECT: u8 = 0x7b;
const CLOSE_OBJECT: u8 = 0x7d;
const QUOTE: u8 = 0x22;

/** Whether the last part has bytes of ASCII alone. */
export let partIsAscii: bool = true;

export function partStart(): usize {
  return PART;
}

/**
 * Writes the object at `start` with only those members whose bits the mask has; `ends` are the addresses behind each of its members, up to a
 * zero. No key of the object has an escape. Gives the number of bytes.
 */
export function partOf(start: usize, ends: usize, members: usize, mask: u32): u32 {
  let to = PART;
  let above = i8x16.splat(0);
  store<u8>(to++, OPEN_OBJECT);
  let from = skipSpace(start + 1);
  for (let word = ends; ; word += 4) {
    const end = load<u32>(word) as usize;
    if (end == 0) break;
    const bit = slotAmong(members, from + 1);
    if (bit >= 0 && ((mask >> bit) & 1) != 0) {
      above = v128.or(above, copy(to, from, end));
      to += end - from;
      store<u8>(to++, COMMA);
    }
    from = skipSpace(end + 1);
  }
  partIsAscii = i8x16.bitmask(above) == 0;
  // The comma behind the last member makes room for what closes the object.
  if (to > PART + 1) to--;
  store<u8>(to++, CLOSE_OBJECT);
  return (to - PART) as u32;
}

/** The slot of the member whose key begins at `key`, or -1. */
function slotAmong(members: usize, key: usize): i32 {
  let end = key;
  while (load<u8>(end) != QUOTE) end++;
  const node = childOf(members, key, (end - key) as u32);
  return node == 0 ? -1 : slotOf(node);
}

/** Sixteen bytes at a time. Gives bytes whose highest bits tell of any that were not ASCII. */
function copy(to: usize, from: usize, end: usize): v128 {
  let above = i8x16.splat(0);
  let at = from;
  let target = to;
  for (; at + 16 <= end; at += 16, target += 16) {
    const bytes = v128.load(at);
    above = v128.or(above, bytes);
    v128.store(target, bytes);
  }
  for (; at < end; at++, target++) {
    const byte = load<u8>(at);
    above = v128.or(above, i8x16.splat(byte));
    store<u8>(target, byte);
  }
  return above;
}
