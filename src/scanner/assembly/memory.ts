// Where everything lies in the memory of the module: it is laid out by hand, so that there is no allocator and nothing to free.

/** Bytes that are looked at in one call at most. */
export const BLOCK_BYTES: u32 = 256 * 1024;
/** Records that one call writes at most. */
export const MOST_RECORDS: u32 = 1024;
/** Paths that can be asked for. */
export const MOST_SLOTS: u32 = 64;
/** Words before the slots of each record: start, end, flags, where the time stands, the row's number. */
export const HEAD_WORDS: u32 = 5;
/** Members of a record itself whose ends are kept; no record of AWS has half as many. */
export const MOST_MEMBERS: u32 = 64;

const PAGE: usize = 64 * 1024;
/** Vectors and words are loaded beyond the end of the block; zeros stand there, which no JSON holds. */
const PADDING: usize = 64;

const NODE_BYTES: usize = 512 * 1024;
const STACK_BYTES: usize = 8 * 1024;
const STORE_BYTES: usize = 2 * 1024 * 1024;
const ENTRY_BYTES: usize = 1024 * 1024;
const TABLE_BYTES: usize = 512 * 1024;
const ROW_BYTES: usize = 2 * 1024 * 1024;
const ROW_TABLE_BYTES: usize = 512 * 1024;

export const BLOCK: usize = PAGE;
export const NODES: usize = BLOCK + BLOCK_BYTES + PADDING;
export const STACK: usize = NODES + NODE_BYTES;
export const OUTPUT: usize = STACK + STACK_BYTES;
/** Of each record the ends of its members. */
export const MEMBERS: usize = OUTPUT + MOST_RECORDS * (HEAD_WORDS + MOST_SLOTS) * 4;
/** A record with some of its members alone. */
export const PART: usize = MEMBERS + MOST_RECORDS * MOST_MEMBERS * 4;
export const ENTRIES: usize = PART + BLOCK_BYTES + PADDING;
export const TABLE: usize = ENTRIES + ENTRY_BYTES;
export const STORE: usize = TABLE + TABLE_BYTES;
export const ROWS: usize = STORE + STORE_BYTES + PADDING;
export const ROW_TABLE: usize = ROWS + ROW_BYTES;
const END: usize = ROW_TABLE + ROW_TABLE_BYTES;

export const NODE_LIMIT: usize = NODES + NODE_BYTES;
export const STORE_LIMIT: usize = STORE + STORE_BYTES;
export const TABLE_SLOTS: u32 = (TABLE_BYTES >> 2) as u32;
export const ROW_LIMIT: usize = ROWS + ROW_BYTES;
export const ROW_TABLE_SLOTS: u32 = (ROW_TABLE_BYTES >> 2) as u32;
/** Each entry has the address, the length and the hash of its text. */
export const MOST_ENTRIES: u32 = (ENTRY_BYTES / 16) as u32;

export function reserve(): void {
  const pages = ((END + PAGE - 1) / PAGE) as i32;
  if (memory.size() < pages) memory.grow(pages - memory.size());
}
