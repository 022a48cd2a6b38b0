// Walks over records in a row and writes for each where it stands and what the paths that rules ask for lead to.
import { endOfString, endOfWord, fail, failedAt, forgetEscapes, lastEscape, skipSpace } from './json';
import { BLOCK, BLOCK_BYTES, HEAD_WORDS, MEMBERS, MOST_MEMBERS, MOST_RECORDS, OUTPUT, reserve, STACK } from './memory';
import { partIsAscii, partOf, partStart } from './parts';
import { addNode, childOf, endOfSlots, firstSlot, hasChildren, keyStart, linkNode, slotOf, TIME_SLOT } from './paths';
import { numberOfRow } from './rows';
import { ABSENT, numberOf, textLength, textStart, UNKNOWN } from './texts';

export { addNode, keyStart, linkNode, partIsAscii, partStart, textLength, textStart };

/** Deeper records are left to the parser. */
const MOST_LEVELS: u32 = 1000;

// What stands in the words of a record before its slots, in bytes: start, end, flags, where the text of the time begins, and the row's number.
const END: usize = 4;
const FLAGS: usize = 8;
const TIME: usize = 12;
const ROW: usize = 16;

const HEAD_BYTES: usize = (HEAD_WORDS as usize) << 2;

/** Of `2026-01-31T12:00:00Z`. */
const TIME_LENGTH: u32 = 20;

const COMMA: u8 = 0x2c;
const OPEN_OBJECT: u8 = 0x7b;
const CLOSE_OBJECT: u8 = 0x7d;
const OPEN_ARRAY: u8 = 0x5b;
/** From an opening bracket to its closing one, of either kind. */
const TO_CLOSE: u8 = 2;
const COLON: u8 = 0x3a;
const LETTER_N: u8 = 0x6e;
const QUOTE: u8 = 0x22;

/** A key with an escape in it may be any of those on a path. */
const FLAG_ODD_KEY: u32 = 1;
/** There are more members than have room. */
const FLAG_MANY_MEMBERS: u32 = 2;

let root: usize = 0;
/** Its children are the members of a record that can be asked for; their slots are the bits of the mask that asks for them. */
let members: usize = 0;
let stride: usize = 0;
/** Of the slots that make a row. */
let rowBytes: usize = 0;

/** Where the last call stopped: the first byte that no record written holds. */
export let stoppedAt: u32 = 0;
/** Whether it stopped because the block ended, or there was no room for more. */
export let goesOn: bool = false;

/** To be called first; the first `rowSlots` of the slots make the row of a record. Gives the root of the paths. */
export function open(slots: u32, rowSlots: u32): usize {
  reserve();
  stride = ((HEAD_WORDS + slots) as usize) << 2;
  rowBytes = (rowSlots as usize) << 2;
  root = addNode(-1, 0, slots, 0);
  members = addNode(-1, 0, 0, 0);
  return root;
}

/** The parent of the nodes for members. */
export function memberRoot(): usize {
  return members;
}

/**
 * Writes a record of the last scan with only those of its members that the mask asks for, as they stand in the block. Gives how many bytes
 * there are; whether all of them are ASCII, `partIsAscii` says.
 */
export function part(record: u32, mask: u32): u32 {
  const start = BLOCK + load<u32>(OUTPUT + (record as usize) * stride);
  return partOf(start, membersOf(record), members, mask);
}

export function blockStart(): usize {
  return BLOCK;
}

export function outputStart(): usize {
  return OUTPUT;
}

export function blockBytes(): u32 {
  return BLOCK_BYTES;
}

/**
 * Walks over the records that stand from the start of the block on, `length` bytes long: each followed by a comma, or with `isLines` by white
 * space alone. Gives how many it wrote, which ends before the first that is not whole, not JSON, or nested too deep.
 */
export function scan(length: u32, isLines: bool): u32 {
  const end = BLOCK + length;
  memory.fill(end, 0, 64);
  let at = BLOCK;
  let count: u32 = 0;
  goesOn = true;
  forgetEscapes();
  while (count < MOST_RECORDS) {
    const start = skipSpace(at);
    if (load<u8>(start) != OPEN_OBJECT) {
      goesOn = start >= end;
      break;
    }
    const output = OUTPUT + (count as usize) * stride;
    memory.fill(output, 0, stride);
    const recordEnd = walk(start, output, membersOf(count));
    if (recordEnd == 0) {
      goesOn = failedAt >= end;
      break;
    }
    const next = skipSpace(recordEnd);
    if (!isLines && load<u8>(next) != COMMA) {
      goesOn = next >= end;
      break;
    }
    store<u32>(output, (start - BLOCK) as u32);
    store<u32>(output, (recordEnd - BLOCK) as u32, END);
    store<u32>(output, numberOfRow(output + HEAD_BYTES, rowBytes), ROW);
    count++;
    at = isLines ? recordEnd : next + 1;
  }
  stoppedAt = (at - BLOCK) as u32;
  return count;
}

/** The end of the object at `start`, or 0. An open object or array is known by the byte that closes it. */
function walk(start: usize, output: usize, memberEnds: usize): usize {
  let depth: u32 = 0;
  let close = CLOSE_OBJECT;
  let node = root;
  let memberEnd = memberEnds;
  const memberLimit = memberEnds + ((MOST_MEMBERS - 1) << 2);
  let at = skipSpace(start + 1);
  if (load<u8>(at) == close) {
    store<u32>(memberEnd, 0);
    return at + 1;
  }
  while (true) {
    let child: usize = 0;
    if (close == CLOSE_OBJECT) {
      const key = at + 1;
      const keyEnd = load<u8>(at) == QUOTE ? endOfString(key) : fail(at);
      if (keyEnd == 0) return 0;
      if (node != 0) child = childAt(node, key, keyEnd, output);
      if ((at = behindColon(keyEnd + 1)) == 0) return 0;
    }
    const first = load<u8>(at);
    if (first == QUOTE) {
      if ((at = behindText(at + 1, child, output)) == 0) return 0;
    } else if (first == OPEN_OBJECT || first == OPEN_ARRAY) {
      const inner: usize = child == 0 ? 0 : enter(child, first == OPEN_ARRAY, output);
      at = skipSpace(at + 1);
      if (load<u8>(at) != first + TO_CLOSE) {
        if (depth == MOST_LEVELS) return fail(at);
        push(depth++, close, node);
        close = first + TO_CLOSE;
        node = inner;
        continue;
      }
      at++;
    } else if ((at = behindWord(at, child, output)) == 0) return 0;
    at = skipSpace(at);
    while (load<u8>(at) == close) {
      at++;
      if (depth == 0) {
        store<u32>(memberEnd, (at - 1) as u32);
        store<u32>(memberEnd, 0, 4);
        return at;
      }
      depth--;
      close = load<u8>(levelAt(depth));
      node = load<u32>(levelAt(depth), 4) as usize;
      at = skipSpace(at);
    }
    if (load<u8>(at) != COMMA) return fail(at);
    if (depth == 0) {
      store<u32>(memberEnd, at as u32);
      if (memberEnd + 4 < memberLimit) memberEnd += 4;
      else store<u32>(output, load<u32>(output, FLAGS) | FLAG_MANY_MEMBERS, FLAGS);
    }
    at = skipSpace(at + 1);
  }
}

@inline
function membersOf(record: u32): usize {
  return MEMBERS + ((record * MOST_MEMBERS) << 2);
}

@inline
function childAt(node: usize, key: usize, keyEnd: usize, output: usize): usize {
  if (lastEscape < key) return childOf(node, key, (keyEnd - key) as u32);
  store<u32>(output, load<u32>(output, FLAGS) | FLAG_ODD_KEY, FLAGS);
  return 0;
}

/** The start of the value behind the key that ends before `from`, or 0. */
@inline
function behindColon(from: usize): usize {
  const colon = skipSpace(from);
  return load<u8>(colon) == COLON ? skipSpace(colon + 1) : fail(colon);
}

/** Behind the text whose first byte is at `text`, or 0; it is noted for the node, if there is one. */
@inline
function behindText(text: usize, node: usize, output: usize): usize {
  const end = endOfString(text);
  if (end == 0) return 0;
  if (node != 0) takeText(node, text, (end - text) as u32, output);
  return end + 1;
}

/** The same for a number or word at `at`. */
function behindWord(at: usize, node: usize, output: usize): usize {
  const end = endOfWord(at);
  if (end != 0 && node != 0) take(node, load<u8>(at) == LETTER_N ? ABSENT : UNKNOWN, output);
  return end;
}

@inline
function levelAt(depth: u32): usize {
  return STACK + ((depth as usize) << 3);
}

@inline
function push(depth: u32, close: u8, node: usize): void {
  store<u8>(levelAt(depth), close);
  store<u32>(levelAt(depth), node as u32, 4);
}

/** A later value of the same key takes the place of an earlier one, with all that was below it. */
function take(node: usize, value: u32, output: usize): void {
  const below = slotAt(output, firstSlot(node));
  memory.fill(below, 0, slotAt(output, endOfSlots(node)) - below);
  const slot = slotOf(node);
  if (slot >= 0) store<u32>(slotAt(output, slot as u32), value);
  else if (slot == TIME_SLOT) store<u32>(output, 0, TIME);
}

function takeText(node: usize, text: usize, length: u32, output: usize): void {
  const slot = slotOf(node);
  take(node, slot < 0 || lastEscape >= text ? UNKNOWN : numberOf(text, length), output);
  if (slot == TIME_SLOT && lastEscape < text && length == TIME_LENGTH) store<u32>(output, (text - BLOCK) as u32, TIME);
}

/** The node whose children are the keys of the object, or 0. What an array holds is not looked at: all paths through it are unknown. */
function enter(node: usize, isArray: bool, output: usize): usize {
  take(node, UNKNOWN, output);
  if (!isArray) return hasChildren(node) ? node : 0;
  for (let slot = firstSlot(node); slot < endOfSlots(node); slot++) store<u32>(slotAt(output, slot), UNKNOWN);
  return 0;
}

@inline
function slotAt(output: usize, slot: u32): usize {
  return output + ((HEAD_WORDS + slot) << 2);
}
