import { JsonBytes, NOWHERE } from './json-bytes.js';
import { Numbering } from './numbering.js';
import { pathTree, TIME_SLOT } from './path-tree.js';
import { asBytes, type Node, nodeOf } from './plain-node.js';
import { type Asked, type BlockScanner, HEAD_WORDS, VALUE, WORD } from './block-scanner.js';
import { ScannedRecords } from './scanned-records.js';
import { TimeReader } from './time-reader.js';

// The limits of the module in ./assembly, so that both leave the same to the parser.
const BLOCK_BYTES = 256 * 1024;
const MOST_RECORDS = 1024;
const MOST_LEVELS = 1000;
const MOST_MEMBERS = 64;
const LONGEST_TEXT = 128;
const MOST_TEXTS = 65_536;
const MOST_ROWS = 50_000;
const TIME_BYTES = 20;

const FLAG_ODD_KEY = 1;
const FLAG_MANY_MEMBERS = 2;

const COMMA = 0x2c;
const COLON = 0x3a;
const QUOTE = 0x22;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
/** From an opening bracket to its closing one, of either kind. */
const TO_CLOSE = 2;
const LETTER_N = 0x6e;

/** An object or array that is gone into. */
interface Level {
  /** The byte that closes it. */
  readonly close: number;
  /** Whose children the keys are. */
  readonly node: Node | undefined;
}

/**
 * The scanner in plain TypeScript: an eighth as fast as `RecordScanner`, for machines without WebAssembly, and to hold that one against. It
 * shares nothing with it but the form of what it says.
 */
export class PlainScanner extends ScannedRecords implements BlockScanner {
  readonly blockBytes = BLOCK_BYTES;
  readonly words: Uint32Array;
  stoppedAt = 0;
  goesOn = false;
  private readonly root: Node;
  protected readonly output = 0;
  /** By the bytes of their keys. */
  private readonly bits: ReadonlyMap<string, number>;
  private readonly texts = new Numbering(MOST_TEXTS);
  private readonly rows = new Numbering(MOST_ROWS);
  private readonly times = new TimeReader();
  /** The block of the last scan, and of each record of it where its members end. */
  private json = new JsonBytes(Buffer.alloc(0));
  private members: number[][] = [];
  /** What the value that was looked at last has begun. */
  private entered: Level | undefined;

  constructor(asked: Asked) {
    super(asked);
    this.words = new Uint32Array(MOST_RECORDS * this.stride);
    this.root = nodeOf({ key: '', slot: -1, from: 0, to: this.slots, children: pathTree(asked) });
    this.bits = new Map(this.keys.map((key, bit) => [asBytes(key), 1 << bit]));
  }

  scan(bytes: Uint8Array, from: number, to: number, isLines: boolean): number {
    const block = Buffer.from(bytes.buffer, bytes.byteOffset + from, Math.min(to - from, BLOCK_BYTES));
    this.json = new JsonBytes(block);
    this.members = [];
    this.goesOn = true;
    let at = 0;
    let count = 0;
    while (count < MOST_RECORDS) {
      const start = this.json.skipSpace(at);
      const next = this.takeRecord(count, start, isLines);
      if (next === NOWHERE) break;
      count++;
      at = next;
    }
    this.stoppedAt = at;
    return count;
  }

  timeOf(record: number): number | undefined {
    const at = this.word(record, WORD.time);
    return at === 0 ? undefined : this.times.read(this.json.bytes, at);
  }

  text(number: number): string {
    return Buffer.from(this.texts.text(number - VALUE.firstText), 'latin1').toString('utf8');
  }

  partOf(record: number, mask: number): string {
    const { bytes } = this.json;
    const parts: string[] = [];
    let from = this.json.skipSpace(this.startOf(record) + 1);
    for (const end of this.members[record] ?? []) {
      const key = bytes.toString('latin1', from + 1, bytes.indexOf(QUOTE, from + 1));
      if (((this.bits.get(key) ?? 0) & mask) !== 0) parts.push(bytes.toString('utf8', from, end));
      from = this.json.skipSpace(end + 1);
    }
    return `{${parts.join(',')}}`;
  }

  /** Where the next record may begin; `NOWHERE` when none was taken. */
  private takeRecord(record: number, start: number, isLines: boolean): number {
    const { json } = this;
    if (json.byteAt(start) !== OPEN_OBJECT) return this.stop(start);
    const output = record * this.stride;
    this.words.fill(0, output, output + this.stride);
    const end = this.walk(start, output);
    if (end === NOWHERE) return this.stop(json.failedAt);
    const next = json.skipSpace(end);
    if (!isLines && json.byteAt(next) !== COMMA) return this.stop(next);
    this.words[output + WORD.start] = start;
    this.words[output + WORD.end] = end;
    this.words[output + WORD.row] = this.rowNumber(output + HEAD_WORDS);
    return isLines ? end : next + 1;
  }

  /** What could not be read may go on behind the block. */
  private stop(at: number): typeof NOWHERE {
    this.goesOn = at >= this.json.bytes.length;
    return NOWHERE;
  }

  /** The end of the object at `start`, or `NOWHERE`. */
  private walk(start: number, output: number): number {
    const { json } = this;
    const ends: number[] = [];
    this.members.push(ends);
    const levels: Level[] = [{ close: CLOSE_OBJECT, node: this.root }];
    let at = json.skipSpace(start + 1);
    if (json.byteAt(at) === CLOSE_OBJECT) return at + 1;
    for (;;) {
      at = this.member(at, levels.at(-1), output);
      if (at === NOWHERE) return NOWHERE;
      const entered = this.takeEntered();
      if (entered !== undefined) {
        if (levels.length > MOST_LEVELS) return json.fail(at);
        levels.push(entered);
        continue;
      }
      at = this.close(json.skipSpace(at), levels);
      if (levels.length === 0) {
        ends.push(at - 1);
        return at;
      }
      if (json.byteAt(at) !== COMMA) return json.fail(at);
      if (levels.length === 1) this.endMember(ends, at, output);
      at = json.skipSpace(at + 1);
    }
  }

  private takeEntered(): Level | undefined {
    const { entered } = this;
    this.entered = undefined;
    return entered;
  }

  /** Behind what closes levels from the innermost on, and white space; behind the bracket itself where all of them are closed. */
  private close(from: number, levels: Level[]): number {
    let at = from;
    while (levels.length > 0 && this.json.byteAt(at) === levels.at(-1)?.close) {
      levels.pop();
      at = levels.length === 0 ? at + 1 : this.json.skipSpace(at + 1);
    }
    return at;
  }

  private endMember(ends: number[], at: number, output: number): void {
    if (ends.length < MOST_MEMBERS - 2) ends.push(at);
    else this.flag(output, FLAG_MANY_MEMBERS);
  }

  /** Behind a key, if the level has any, and its value, or at the first part of the value, which is then entered. */
  private member(from: number, level: Level | undefined, output: number): number {
    const { json } = this;
    if (level?.close !== CLOSE_OBJECT) return this.value(from, undefined, output);
    const key = from + 1;
    const keyEnd = json.byteAt(from) === QUOTE ? json.endOfString(key) : json.fail(from);
    if (keyEnd === NOWHERE) return NOWHERE;
    const child = level.node === undefined ? undefined : this.childAt(level.node, key, keyEnd, output);
    const colon = json.skipSpace(keyEnd + 1);
    return json.byteAt(colon) === COLON ? this.value(json.skipSpace(colon + 1), child, output) : json.fail(colon);
  }

  private value(from: number, node: Node | undefined, output: number): number {
    const first = this.json.byteAt(from);
    if (first === QUOTE) return this.textValue(from + 1, node, output);
    if (first === OPEN_OBJECT || first === OPEN_ARRAY) return this.openValue(from, node, output);
    const end = this.json.endOfWord(from);
    if (end !== NOWHERE && node !== undefined) this.take(node, first === LETTER_N ? VALUE.absent : VALUE.unknown, output);
    return end;
  }

  private textValue(from: number, node: Node | undefined, output: number): number {
    const end = this.json.endOfString(from);
    if (end === NOWHERE) return NOWHERE;
    if (node !== undefined) this.takeText(node, from, end, output);
    return end + 1;
  }

  private openValue(from: number, node: Node | undefined, output: number): number {
    const close = this.json.byteAt(from) + TO_CLOSE;
    const inner = node && this.enter(node, close !== CLOSE_OBJECT, output);
    const at = this.json.skipSpace(from + 1);
    if (this.json.byteAt(at) === close) return at + 1;
    this.entered = { close, node: inner };
    return at;
  }

  private childAt({ children, lengths }: Node, key: number, keyEnd: number, output: number): Node | undefined {
    if (this.json.lastEscape < key)
      return lengths[keyEnd - key] !== true ? undefined : children.get(this.json.bytes.toString('latin1', key, keyEnd));
    this.flag(output, FLAG_ODD_KEY);
    return undefined;
  }

  /** A later value of the same key takes the place of an earlier one, with all that was below it. */
  private take({ slot, from, to }: Node, value: number, output: number): void {
    this.words.fill(VALUE.absent, output + HEAD_WORDS + from, output + HEAD_WORDS + to);
    if (slot >= 0) this.words[output + HEAD_WORDS + slot] = value;
    else if (slot === TIME_SLOT) this.words[output + WORD.time] = 0;
  }

  private takeText(node: Node, text: number, end: number, output: number): void {
    const isPlain = this.json.lastEscape < text;
    this.take(node, node.slot >= 0 && isPlain ? this.textNumber(text, end) : VALUE.unknown, output);
    if (node.slot === TIME_SLOT && isPlain && end - text === TIME_BYTES) this.words[output + WORD.time] = text;
  }

  /** The node whose children are the keys of the object. What an array holds is not looked at: all paths through it are unknown. */
  private enter(node: Node, isArray: boolean, output: number): Node | undefined {
    this.take(node, VALUE.unknown, output);
    if (!isArray) return node.children.size > 0 ? node : undefined;
    this.words.fill(VALUE.unknown, output + HEAD_WORDS + node.from, output + HEAD_WORDS + node.to);
    return undefined;
  }

  private textNumber(from: number, end: number): number {
    const number = end - from > LONGEST_TEXT ? undefined : this.texts.numberOf(this.json.bytes.toString('latin1', from, end));
    return number === undefined ? VALUE.unknown : VALUE.firstText + number;
  }

  /** From 1 on; 0 without room, and where there are no slots. */
  private rowNumber(slots: number): number {
    const row = this.words.subarray(slots, slots + this.rowSlots);
    const number = row.length === 0 ? undefined : this.rows.numberOf(row.join());
    return number === undefined ? 0 : number + 1;
  }

  private flag(output: number, flag: number): void {
    this.words[output + WORD.flags] = (this.words[output + WORD.flags] ?? 0) | flag;
  }
}
