import { type ProblemCode } from '../model/problem.js';
import { type NextChunk } from './byte-window.js';
import { gzipDataStart, mayBeHeader, MemberCheck, TRAILER_BYTES } from './gzip-member.js';
import { behindPadding } from './gunzip-whole.js';
import { Inflater } from './inflater.js';
import { type ReadLimits } from './limits.js';

/** Names a problem at an offset of the decompressed file. */
export type Note = (code: ProblemCode, byteOffset: number, message: string) => void;

type Phase = 'header' | 'data' | 'trailer' | 'end';

/**
 * Decompresses a gzip file of any number of members piece by piece. All that stands before damage is given; behind it the next member is
 * looked for.
 */
export class GunzipStream {
  private readonly inflater = new Inflater();
  private check = new MemberCheck();
  private phase: Phase = 'header';
  private isInputEnd = false;
  private consumed = 0;
  private produced = 0;
  private isLost = false;

  private readonly nextInput: NextChunk;
  private readonly note: Note;
  private readonly limits: ReadLimits;

  constructor(nextInput: NextChunk, note: Note, limits: ReadLimits) {
    this.nextInput = nextInput;
    this.note = note;
    this.limits = limits;
  }

  /** The next decompressed bytes, valid until the next call. */
  readonly next = async (): Promise<Uint8Array | undefined> => {
    for (;;) {
      const step = this.step();
      if (step instanceof Uint8Array) return step;
      if (step === 'end') return undefined;
      if (step === 'input') await this.feed();
    }
  };

  private step(): Uint8Array | 'go' | 'input' | 'end' {
    switch (this.phase) {
      case 'header':
        return this.readHeader();
      case 'data':
        return this.readData();
      case 'trailer':
        return this.readTrailer();
      case 'end':
        return 'end';
    }
  }

  private async feed(): Promise<void> {
    const chunk = await this.nextInput();
    if (chunk === undefined) this.isInputEnd = true;
    else {
      this.consumed += chunk.length;
      this.inflater.bits.feed(chunk);
    }
  }

  private readHeader(): 'go' | 'input' {
    const { bits } = this.inflater;
    if (this.isLost) this.findMagic();
    else bits.position = behindPadding(bits.input, bits.position);
    const isAtEnd = bits.position === bits.input.length;
    const start = gzipDataStart(bits.input, bits.position);
    if (start === 'more' && !this.isInputEnd) return 'input';
    if (typeof start === 'number') this.beginMember(start);
    else if (isAtEnd || this.isLost) this.endWithoutMember(isAtEnd);
    else
      this.lose(start === 'more' ? 'CTA4010' : 'CTA4012', start === 'more' ? 'The gzip header ends early.' : 'What follows is not gzip.');
    return 'go';
  }

  private beginMember(start: number): void {
    this.inflater.bits.position = start;
    this.inflater.restart();
    this.check = new MemberCheck();
    this.phase = 'data';
    this.isLost = false;
  }

  private endWithoutMember(isAtEnd: boolean): void {
    if (isAtEnd) this.phase = 'end';
    else this.inflater.bits.position++;
  }

  private readData(): Uint8Array | 'go' | 'input' {
    const status = this.inflater.run();
    if (status === 'more' && !this.isInputEnd) return 'input';
    const output = this.inflater.take();
    this.check.add(output);
    this.produced += output.length;
    if (status === 'done') this.phase = 'trailer';
    if (status === 'more') this.end('CTA4010', 'The gzip data ends early.');
    if (status === 'fault') this.lose('CTA4012', `The gzip data is damaged: ${this.inflater.reason}.`);
    if (this.isBomb()) {
      const { ratio, ratioFrom } = this.limits;
      this.end('CTA4013', `The file decompresses to more than ${ratioFrom} bytes and ${ratio} times its size.`);
    }
    return output.length === 0 ? 'go' : output;
  }

  private readTrailer(): 'go' | 'input' {
    const { bits } = this.inflater;
    const isShort = bits.position + TRAILER_BYTES > bits.input.length;
    if (isShort && !this.isInputEnd) return 'input';
    if (isShort) this.end('CTA4010', 'The gzip data ends early, before its checksum and length.');
    else {
      if (!this.check.agrees(bits.input, bits.position)) {
        this.note('CTA4011', this.produced, 'The checksum or length of the gzip data is not that of what was decompressed.');
      }
      bits.position += TRAILER_BYTES;
      this.phase = 'header';
    }
    return 'go';
  }

  /** Names damage and looks for the next member behind it. */
  private lose(code: ProblemCode, message: string): void {
    this.note(code, this.produced, message);
    this.inflater.bits.align();
    this.isLost = true;
    this.phase = 'header';
  }

  private end(code: ProblemCode, message: string): void {
    this.note(code, this.produced, message);
    this.phase = 'end';
  }

  private findMagic(): void {
    const { bits } = this.inflater;
    const { input } = bits;
    while (bits.position < input.length && !mayBeHeader(input.subarray(bits.position, bits.position + 4))) bits.position++;
  }

  private isBomb(): boolean {
    const { bits } = this.inflater;
    const read = this.consumed - (bits.input.length - bits.position);
    return this.produced > this.limits.ratioFrom && this.produced > this.limits.ratio * read;
  }
}
