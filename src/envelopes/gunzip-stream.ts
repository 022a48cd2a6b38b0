import { type ProblemCode } from '../model/problem.js';
import { type NextChunk } from './byte-window.js';
import { CompressedInput } from './compressed-input.js';
import { gzipDataStart, MemberCheck, soughtDataStart, TRAILER_BYTES } from './gzip-member.js';
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
  private produced = 0;
  private isLost = false;

  private readonly input: CompressedInput;
  private readonly note: Note;
  private readonly limits: ReadLimits;

  constructor(nextInput: NextChunk, note: Note, limits: ReadLimits) {
    this.input = new CompressedInput(nextInput);
    this.note = note;
    this.limits = limits;
  }

  /** The next decompressed bytes, valid until the next call. */
  readonly next = async (): Promise<Uint8Array | undefined> => {
    for (;;) {
      const step = this.step();
      if (step instanceof Uint8Array) return step;
      if (step === 'end') return undefined;
      if (step === 'input') await this.input.read();
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

  private readHeader(): 'go' | 'input' {
    const { input, isLost } = this;
    if (isLost) input.seekMagic();
    else input.position = behindPadding(input.bytes, input.position);
    const isAtEnd = input.position === input.bytes.length;
    const start = (isLost ? soughtDataStart : gzipDataStart)(input.bytes, input.position);
    if (start === 'more' && !input.isEnd) return 'input';
    if (typeof start === 'number') this.beginMember(start);
    else if (isAtEnd) this.phase = 'end';
    else if (isLost) input.position++;
    else if (start === 'more') this.lose('CTA4010', 'The gzip header ends early.');
    else this.lose('CTA4012', 'What follows is not gzip.');
    return 'go';
  }

  private beginMember(start: number): void {
    // What looks like a header behind damage may be none, and hold the beginning of one that is.
    this.input.pass(this.input.position + 1);
    this.input.position = start;
    this.inflater.restart();
    this.check = new MemberCheck();
    this.phase = 'data';
    this.isLost = false;
  }

  private readData(): Uint8Array | 'go' | 'input' {
    const { input, inflater } = this;
    const status = inflater.run(input.bytes, input.position);
    input.position = inflater.position;
    if (status === 'more' && !input.isEnd) return 'input';
    const output = inflater.take();
    this.check.add(output);
    this.produced += output.length;
    if (status === 'done') this.phase = 'trailer';
    if (status === 'more') this.lose('CTA4010', 'The gzip data ends early.');
    if (status === 'fault') this.lose('CTA4012', `The gzip data is damaged: ${inflater.reason}.`);
    this.endIfBomb();
    return output.length === 0 ? 'go' : output;
  }

  private readTrailer(): 'go' | 'input' {
    const { input } = this;
    const behind = input.position + TRAILER_BYTES;
    const isShort = behind > input.bytes.length;
    if (isShort && !input.isEnd) return 'input';
    if (isShort) this.end('CTA4010', 'The gzip data ends early, before its checksum and length.');
    else {
      const agrees = this.check.agrees(input.bytes, input.position);
      if (agrees) input.pass(behind);
      else this.note('CTA4011', this.produced, 'The checksum or length of the gzip data is not that of what was decompressed.');
      input.position = behind;
      this.phase = 'header';
    }
    return 'go';
  }

  /** Names damage and looks for the next member, which may have begun where the damaged one still seemed to go on. */
  private lose(code: ProblemCode, message: string): void {
    this.note(code, this.produced, message);
    this.input.goBack();
    this.isLost = true;
    this.phase = 'header';
  }

  private end(code: ProblemCode, message: string): void {
    this.note(code, this.produced, message);
    this.phase = 'end';
  }

  private endIfBomb(): void {
    const { produced, input } = this;
    const exceeded = this.limits.growth.find(({ bytes, ratio }) => produced > bytes && produced > ratio * input.offset);
    if (exceeded === undefined) return;
    const { bytes, ratio } = exceeded;
    this.end('CTA4013', `The file decompresses to more than ${bytes} bytes and ${ratio} times its size, and is not read further.`);
  }
}
