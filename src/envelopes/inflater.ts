import { BitReader } from './bit-reader.js';
import { BlockCodes } from './deflate-blocks.js';

/** `full`: output is to be taken; `more`: input is to be fed; `fault`: see `reason`. */
export type InflateStatus = 'full' | 'more' | 'done' | 'fault';

const HISTORY = 32 * 1024;
const OUTPUT = 256 * 1024;
const LONGEST_MATCH = 258;
const LONGEST_SYMBOL = 48;

/** RFC 1951 (3.2.5): the least length or distance of each symbol, and how many bits are added to it. */
const LENGTH_BITS = Uint8Array.from({ length: 29 }, (_, i) => (i < 8 || i === 28 ? 0 : (i >> 2) - 1));
const LENGTHS = Uint16Array.from({ length: 29 }, (_, i) => (i < 8 ? i + 3 : i === 28 ? 258 : ((4 + (i & 3)) << ((i >> 2) - 1)) + 3));
const DISTANCE_BITS = Uint8Array.from({ length: 30 }, (_, i) => (i < 4 ? 0 : (i >> 1) - 1));
const DISTANCES = Uint16Array.from({ length: 30 }, (_, i) => (i < 4 ? i + 1 : ((2 + (i & 1)) << ((i >> 1) - 1)) + 1));

type Mode = 'header' | 'stored' | 'codes' | 'done' | 'fault';

/**
 * Decompresses a raw deflate stream (RFC 1951) and keeps every byte that stands before a fault. zlib in Node.js drops what it made of the
 * piece of input in which it meets the fault, and so can't serve where all that is whole must be read.
 */
export class Inflater {
  /** Why the stream can't be read on. */
  reason = '';
  readonly bits = new BitReader();
  private readonly codes = new BlockCodes();
  private readonly output = Buffer.allocUnsafeSlow(HISTORY + OUTPUT);
  private start = 0;
  private end = 0;
  /** How far back a match may reach. */
  private history = 0;
  private mode: Mode = 'header';
  private isLastBlock = false;
  private storedLeft = 0;

  /** Begins a new stream with what input is left. */
  restart(): void {
    this.history = 0;
    this.mode = 'header';
    this.isLastBlock = false;
  }

  run(): InflateStatus {
    for (;;) {
      if (this.end + LONGEST_MATCH > this.output.length) return 'full';
      if (this.mode === 'done' || this.mode === 'fault') return this.mode;
      this.bits.save();
      const step = this.step();
      if (step === 'go') continue;
      return step;
    }
  }

  /** The output since the last call; valid until `run` is called again. */
  take(): Buffer {
    const taken = this.output.subarray(this.start, this.end);
    this.start = this.end;
    if (this.end + LONGEST_MATCH <= this.output.length) return taken;
    const copy = Buffer.from(taken);
    this.output.copyWithin(0, this.end - HISTORY, this.end);
    this.start = this.end = HISTORY;
    return copy;
  }

  private step(): 'go' | InflateStatus {
    switch (this.mode) {
      case 'header':
        return this.readHeader();
      case 'stored':
        return this.copyStored();
      case 'codes':
        return this.decode();
      case 'done':
      case 'fault':
        return this.mode;
    }
  }

  private readHeader(): 'go' | InflateStatus {
    const header = this.bits.take(3);
    if (header < 0) return this.more();
    const isLast = (header & 1) === 1;
    const wrong = this.openBlock(header >> 1);
    if (wrong === 'more') return this.more();
    this.isLastBlock = isLast;
    return wrong === undefined ? 'go' : this.fail(wrong);
  }

  private openBlock(type: number): string | undefined {
    if (type === 0) return this.openStored();
    if (type === 3) return 'a block is of no known type';
    const wrong = type === 2 ? this.codes.readDynamic(this.bits) : undefined;
    if (wrong !== undefined) return wrong;
    if (type === 1) this.codes.useFixed();
    this.mode = 'codes';
    return undefined;
  }

  private openStored(): string | undefined {
    this.bits.align();
    const length = this.bits.take(16);
    const complement = this.bits.take(16);
    if (length < 0 || complement < 0) return 'more';
    if ((length ^ complement) !== 0xffff) return 'the length of a stored block is wrong';
    this.bits.align();
    this.storedLeft = length;
    this.mode = 'stored';
    return undefined;
  }

  private copyStored(): 'go' | InflateStatus {
    const { input, position } = this.bits;
    const room = this.output.length - LONGEST_MATCH - this.end + 1;
    const length = Math.min(this.storedLeft, input.length - position, room);
    this.output.set(input.subarray(position, position + length), this.end);
    this.bits.position += length;
    this.advance(length);
    this.storedLeft -= length;
    if (this.storedLeft === 0) return this.endBlock();
    return this.bits.position === input.length ? 'more' : 'go';
  }

  /** Decodes symbols until the block ends, the output is full, or input is missing. Fields are kept in variables: this is the hot loop. */
  private decode(): 'go' | InflateStatus {
    const { bits, output } = this;
    const { entries, mask } = this.codes.literals;
    const last = output.length - LONGEST_MATCH;
    const { input } = bits;
    const lastInput = input.length - LONGEST_SYMBOL;
    let { position, hold, count } = bits;
    let end = this.end;
    while (end <= last && position < lastInput) {
      while (count <= 24) {
        hold |= (input[position++] ?? 0) << count;
        count += 8;
      }
      const entry = entries[hold & mask] ?? 0;
      if (entry >= END_OF_BLOCK_ENTRY || entry === 0) break;
      hold >>>= entry & 15;
      count -= entry & 15;
      output[end++] = entry >> 4;
    }
    this.advance(end - this.end);
    Object.assign(bits, { position, hold, count });
    return end > last ? 'full' : this.decodeSymbol();
  }

  /** Decodes one symbol, whole or not at all. */
  private decodeSymbol(): 'go' | InflateStatus {
    this.bits.save();
    const symbol = this.bits.symbol(this.codes.literals);
    if (symbol === -1) return this.more();
    if (symbol < 0) return this.fail('bits stand for no symbol');
    if (symbol === 256) return this.endBlock();
    if (symbol > 256) return this.decodeMatch(symbol - 257);
    this.output[this.end] = symbol;
    this.advance(1);
    return 'go';
  }

  private decodeMatch(index: number): 'go' | InflateStatus {
    const base = LENGTHS[index];
    if (base === undefined) return this.fail('bits stand for no length');
    const extra = this.bits.take(LENGTH_BITS[index] ?? 0);
    const symbol = extra < 0 ? -1 : this.bits.symbol(this.codes.distances);
    if (symbol === -1) return this.more();
    const distanceBase = DISTANCES[symbol];
    if (distanceBase === undefined) return this.fail('bits stand for no distance');
    const distanceExtra = this.bits.take(DISTANCE_BITS[symbol] ?? 0);
    if (distanceExtra < 0) return this.more();
    return this.copyMatch(base + extra, distanceBase + distanceExtra);
  }

  private copyMatch(length: number, distance: number): 'go' | InflateStatus {
    if (distance > this.history) return this.fail('a match reaches back before the start');
    const { output, end } = this;
    if (distance === 1) output.fill(output[end - 1] ?? 0, end, end + length);
    else for (let at = end; at < end + length; at++) output[at] = output[at - distance] ?? 0;
    this.advance(length);
    return 'go';
  }

  private advance(length: number): void {
    this.end += length;
    this.history = Math.min(HISTORY, this.history + length);
  }

  private endBlock(): 'go' {
    this.mode = this.isLastBlock ? 'done' : 'header';
    if (this.isLastBlock) this.bits.align();
    return 'go';
  }

  private more(): 'more' {
    this.bits.restore();
    return 'more';
  }

  private fail(reason: string): 'fault' {
    this.reason = reason;
    this.mode = 'fault';
    this.bits.align();
    return 'fault';
  }
}

const END_OF_BLOCK_ENTRY = 256 << 4;
