import { type Asked, type BlockScanner, WORD } from './block-scanner.js';
import { SCANNER_WASM } from './generated/scanner-wasm.js';
import { type PathNode, pathTree } from './path-tree.js';
import { ScannedRecords } from './scanned-records.js';
import { TimeReader } from './time-reader.js';

/** What is used of WebAssembly: neither ECMAScript's types nor Node's declare it (https://webassembly.github.io/spec/js-api/). */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};

/** What the module exports; positions are bytes of its block, addresses bytes of its memory. */
interface ScannerExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly stoppedAt: { readonly value: number };
  readonly goesOn: { readonly value: number };
  readonly partIsAscii: { readonly value: number };
  open(slots: number, rowSlots: number): number;
  addNode(slot: number, from: number, to: number, keyLength: number): number;
  linkNode(node: number, parent: number): number;
  keyStart(node: number): number;
  blockStart(): number;
  blockBytes(): number;
  outputStart(): number;
  partStart(): number;
  memberRoot(): number;
  part(record: number, mask: number): number;
  scan(length: number, isLines: number): number;
  textStart(number: number): number;
  textLength(number: number): number;
}

/** The scanner in WebAssembly. */
export class RecordScanner extends ScannedRecords implements BlockScanner {
  readonly blockBytes: number;
  readonly words: Uint32Array;
  private readonly module: ScannerExports;
  private readonly memory: Buffer;
  private readonly block: number;
  protected readonly output: number;
  private readonly part: number;
  private readonly texts: string[] = [];
  private readonly times = new TimeReader();

  constructor(asked: Asked) {
    super(asked);
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(SCANNER_WASM, 'base64')));
    // The module is compiled from ./assembly together with this one.
    this.module = exports as unknown as ScannerExports;
    const root = this.module.open(this.slots, this.rowSlots);
    this.memory = Buffer.from(this.module.memory.buffer);
    this.words = new Uint32Array(this.module.memory.buffer);
    this.block = this.module.blockStart();
    this.blockBytes = this.module.blockBytes();
    this.output = this.module.outputStart() / 4;
    this.part = this.module.partStart();
    this.addNodes(root, pathTree(asked));
    const memberRoot = this.module.memberRoot();
    for (const [bit, key] of this.keys.entries()) this.addNode(memberRoot, { key, slot: bit, from: 0, to: 0 });
  }

  get stoppedAt(): number {
    return this.module.stoppedAt.value;
  }

  get goesOn(): boolean {
    return this.module.goesOn.value !== 0;
  }

  scan(bytes: Uint8Array, from: number, to: number, isLines: boolean): number {
    const length = Math.min(to - from, this.blockBytes);
    this.memory.set(bytes.subarray(from, from + length), this.block);
    return this.module.scan(length, isLines ? 1 : 0);
  }

  timeOf(record: number): number | undefined {
    const at = this.word(record, WORD.time);
    return at === 0 ? undefined : this.times.read(this.memory, this.block + at);
  }

  text(number: number): string {
    const known = this.texts[number];
    if (known !== undefined) return known;
    const start = this.module.textStart(number);
    return (this.texts[number] = this.memory.toString('utf8', start, start + this.module.textLength(number)));
  }

  partOf(record: number, mask: number): string {
    const end = this.part + this.module.part(record, mask);
    return this.memory.toString(this.module.partIsAscii.value === 0 ? 'utf8' : 'latin1', this.part, end);
  }

  private addNodes(parent: number, nodes: readonly PathNode[]): void {
    for (const node of nodes) this.addNodes(this.addNode(parent, node), node.children);
  }

  private addNode(parent: number, { key, slot, from, to }: Omit<PathNode, 'children'>): number {
    const bytes = Buffer.from(key);
    const node = this.module.addNode(slot, from, to, bytes.length);
    if (node !== 0) this.memory.set(bytes, this.module.keyStart(node));
    if (node === 0 || this.module.linkNode(node, parent) === 0) throw new Error('the paths that rules ask for do not fit the scanner');
    return node;
  }
}
