import { type ListKey } from './record-keys.js';

/** What the reader is inside of. */
export type Frame =
  /** Between documents. `isLoose` behind damage: separators and closing brackets are what is left of a document. */
  | { readonly kind: 'top'; isLoose: boolean }
  /** An array of documents. */
  | { readonly kind: 'array' }
  /** An object that has an array of records. */
  | { readonly kind: 'object' }
  /** That array. `count`: how many of its elements are read. */
  | { readonly kind: 'list'; readonly key: ListKey; count: number };

export type Phase =
  /** Before a value: the first of its array, or one behind a comma or between documents. */
  | 'first'
  | 'value'
  /** Behind an element of an array. */
  | 'after'
  /** Behind a member of an object. */
  | 'members'
  /** Behind damage, looking for the next record. */
  | 'seek'
  /** Inside a value that is larger than the limit. */
  | 'skip';

/** Where the reader stands in the structure of a file. */
export class PlaceInFile {
  /** In the window. */
  position = 0;
  phase: Phase = 'value';
  /** The offset in the file behind the last whole value, or behind the bracket that opened its array. */
  lastEnd = 0;
  private readonly top: Frame & { kind: 'top' } = { kind: 'top', isLoose: false };
  private readonly inner: Frame[] = [];

  get frame(): Frame {
    return this.inner.at(-1) ?? this.top;
  }

  /** Whether no document is begun, nor damage left behind. */
  get isBetweenDocuments(): boolean {
    return this.phase === 'value' && this.frame.kind === 'top' && !this.top.isLoose;
  }

  get isLoose(): boolean {
    return this.frame.kind === 'top' && this.top.isLoose;
  }

  /** Goes into an array that opens before `position`. */
  enter(position: number, offset: number, ...frames: readonly Frame[]): void {
    this.inner.push(...frames);
    this.position = position;
    this.lastEnd = offset;
    this.phase = 'first';
    this.top.isLoose = false;
  }

  /** Goes behind an element or a document, whole or damaged. */
  pass(position: number, offset: number): void {
    const { frame } = this;
    if (frame.kind === 'list') frame.count++;
    this.position = position;
    this.lastEnd = offset;
    this.phase = frame.kind === 'top' ? 'value' : 'after';
  }

  /** Goes behind `count` documents or elements, and the comma behind the last; it ends at the offset `lastEnd`. */
  passRun(count: number, position: number, lastEnd: number): void {
    const { frame } = this;
    if (frame.kind === 'list') frame.count += count;
    this.position = position;
    this.lastEnd = lastEnd;
    this.phase = 'value';
  }

  /** Goes out of an array or object that closes before `position`. */
  leave(position: number, offset: number): void {
    this.inner.pop();
    this.position = position;
    this.lastEnd = offset;
    const { kind } = this.frame;
    this.phase = kind === 'top' ? 'value' : kind === 'object' ? 'members' : 'after';
  }

  /** Takes what is being read for broken: where it was one of several documents, what follows may be the rest of it. */
  loosen(): void {
    if (this.inner.length === 0) this.top.isLoose = true;
  }

  /** Gives up the object that is being read, with the list in it if there is one. */
  leaveDocument(): void {
    while (this.frame.kind === 'list' || this.frame.kind === 'object') this.inner.pop();
    this.loosen();
  }
}
