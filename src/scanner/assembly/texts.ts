// A table that gives equal texts the same number, so that whatever is asked of a text is worked out once and then looked up.
import { ENTRIES, MOST_ENTRIES, STORE, STORE_LIMIT, TABLE, TABLE_SLOTS } from './memory';

/** The path leads nowhere, or to null. */
export const ABSENT: u32 = 0;
/** The path leads to what the scanner has no number for. */
export const UNKNOWN: u32 = 1;
const FIRST: u32 = 2;

/** Longer texts are rarely the same twice. */
const LONGEST: u32 = 128;
/** Texts that were chosen to collide must not make the search long. */
const MOST_PROBES: u32 = 16;
const MULTIPLIER: u64 = 0x9e3779b97f4a7c15;

let count: u32 = 0;
let storeEnd: usize = STORE;

export function numberOf(start: usize, length: u32): u32 {
  if (length > LONGEST) return UNKNOWN;
  const hash = hashOf(start, length);
  let slot = hash & (TABLE_SLOTS - 1);
  for (let probe: u32 = 0; probe < MOST_PROBES; probe++) {
    const number = load<u32>(TABLE + ((slot as usize) << 2));
    if (number == 0) return add(start, length, hash, slot);
    if (isText(number, start, length, hash)) return number;
    slot = (slot + 1) & (TABLE_SLOTS - 1);
  }
  return UNKNOWN;
}

export function textStart(number: u32): usize {
  return load<u32>(entryOf(number)) as usize;
}

export function textLength(number: u32): u32 {
  return load<u32>(entryOf(number), 4);
}

function entryOf(number: u32): usize {
  return ENTRIES + (((number - FIRST) as usize) << 4);
}

function add(start: usize, length: u32, hash: u32, slot: u32): u32 {
  if (count == MOST_ENTRIES || storeEnd + length > STORE_LIMIT) return UNKNOWN;
  const number = FIRST + count++;
  const entry = entryOf(number);
  memory.copy(storeEnd, start, length);
  store<u32>(entry, storeEnd as u32);
  store<u32>(entry, length, 4);
  store<u32>(entry, hash, 8);
  storeEnd += length;
  store<u32>(TABLE + ((slot as usize) << 2), number);
  return number;
}

function isText(number: u32, start: usize, length: u32, hash: u32): bool {
  const entry = entryOf(number);
  if (load<u32>(entry, 8) != hash || load<u32>(entry, 4) != length) return false;
  return isEqual(load<u32>(entry) as usize, start, length);
}

/** Eight bytes at a time; of the last, only those that belong to the text. */
export function isEqual(left: usize, right: usize, length: u32): bool {
  let at: u32 = 0;
  for (; at + 8 <= length; at += 8) if (load<u64>(left + at) != load<u64>(right + at)) return false;
  const rest = length - at;
  return rest == 0 || ((load<u64>(left + at) ^ load<u64>(right + at)) << (64 - (rest << 3))) == 0;
}

function hashOf(start: usize, length: u32): u32 {
  let hash: u64 = (length as u64) * MULTIPLIER;
  let at = start;
  let left = length;
  while (left >= 8) {
    hash = mix(hash ^ load<u64>(at));
    at += 8;
    left -= 8;
  }
  if (left > 0) hash = mix(hash ^ (load<u64>(at) & (((1 as u64) << (left << 3)) - 1)));
  // Multiplying carries differences upwards alone: those of the last bytes have to be brought down before, or they would be in no slot.
  return (((hash ^ (hash >> 32)) * MULTIPLIER) >> 32) as u32;
}

@inline
function mix(value: u64): u64 {
  const mixed = value * MULTIPLIER;
  return mixed ^ (mixed >> 29);
}
