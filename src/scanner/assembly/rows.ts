// A table that gives records whose slots hold the same the same number, so that what is decided by them is decided once.
import { ROW_LIMIT, ROW_TABLE, ROW_TABLE_SLOTS, ROWS } from './memory';

/** Of a row that has no number, because there is no room for more. */
export const NO_ROW: u32 = 0;

/** Rows that were chosen to collide must not make the search long. */
const MOST_PROBES: u32 = 16;
const MULTIPLIER: u64 = 0x9e3779b97f4a7c15;

let end: usize = ROWS;

/** `bytes`: always the same, a multiple of four. */
export function numberOfRow(row: usize, bytes: usize): u32 {
  let slot = hashOf(row, bytes) & (ROW_TABLE_SLOTS - 1);
  for (let probe: u32 = 0; probe < MOST_PROBES; probe++) {
    const entry = ROW_TABLE + ((slot as usize) << 2);
    const number = load<u32>(entry);
    if (number == 0) return add(row, bytes, entry);
    if (isRow(ROWS + (number - 1) * bytes, row, bytes)) return number;
    slot = (slot + 1) & (ROW_TABLE_SLOTS - 1);
  }
  return NO_ROW;
}

function add(row: usize, bytes: usize, entry: usize): u32 {
  if (bytes == 0 || end + bytes > ROW_LIMIT) return NO_ROW;
  const number = ((end - ROWS) / bytes + 1) as u32;
  memory.copy(end, row, bytes);
  end += bytes;
  store<u32>(entry, number);
  return number;
}

function isRow(left: usize, right: usize, bytes: usize): bool {
  for (let at: usize = 0; at < bytes; at += 4) if (load<u32>(left + at) != load<u32>(right + at)) return false;
  return true;
}

function hashOf(row: usize, bytes: usize): u32 {
  let hash: u64 = 0;
  for (let at: usize = 0; at < bytes; at += 4) {
    hash = (hash ^ load<u32>(row + at)) * MULTIPLIER;
    hash ^= hash >> 32;
  }
  return hash as u32;
}
