import { type LogContent } from '../model/log-content.js';
import { BYTE, isSpace } from './bytes.js';
import { ByteWindow, type NextChunk } from './byte-window.js';
import { ChunkSource } from './chunk-source.js';
import { gunzipWhole } from './gunzip-whole.js';
import { type Note } from './gunzip-stream.js';
import { isGzip } from './gzip-member.js';
import { type ReadLimits } from './limits.js';
import { isOtherTextLog } from './other-text-logs.js';
import { LineCutter } from './line-cutter.js';
import { type PartSource, type Pieces, type ReadPart } from './part-source.js';
import { RangeCutter } from './range-cutter.js';

/**
 * `blank`: white space alone; `foreign`: begins with neither `{` nor `[`; `other`: text of another kind of AWS log; `utf16`: may well be a
 * log, in an encoding that is not read.
 */
export type InputKind = 'empty' | 'blank' | 'foreign' | 'other' | 'utf16' | 'logs';

/** A file, decompressed as far as it is read. */
export interface Input<Part extends ReadPart = ReadPart> {
  readonly window: ByteWindow;
  readonly isGzip: boolean;
  /** What the bytes come from, if they come in chunks. */
  readonly source: ChunkSource | undefined;
  /** What the window comes from, if others read parts of it. */
  readonly parts?: PartSource<Part>;
}

/** Opens content and decompresses it if it is gzip; damage of the gzip data is noted as it is met. */
export async function openInput(content: LogContent, limits: ReadLimits, note: Note): Promise<Input<never>> {
  if (content.kind === 'whole') return openWhole(content.bytes, limits, note);
  const { next, ...opened } = await openStream(content, limits, note);
  return { window: ByteWindow.sliding(next, limits.windowBytes), ...opened };
}

interface Sharing<Part extends ReadPart> {
  readonly limits: ReadLimits;
  readonly note: Note;
  readonly share: (pieces: Pieces) => PartSource<Part>;
}

/** A piece that its reader reads itself costs more to begin with. */
const RANGE_PIECES = 4;

/** The same for content of which others read parts. */
export async function openShared<Part extends ReadPart>(content: LogContent, { limits, note, share }: Sharing<Part>): Promise<Input<Part>> {
  const { next, ...opened } =
    content.kind === 'whole' ? await chunksOfWhole(content.bytes, limits, note) : await openStream(content, limits, note);
  const isReadAnywhere = content.kind === 'stream' && content.file !== undefined && !opened.isGzip;
  const { file } = isReadAnywhere ? content : { file: undefined };
  const parts =
    file === undefined || opened.source === undefined
      ? share(new LineCutter(next, limits.pieceBytes))
      : failingInto(opened.source, share(new RangeCutter(file.read, file.size, RANGE_PIECES * limits.pieceBytes)));
  // Each part of usual size is enough for the window, so that the next one can still be taken from others.
  return { window: ByteWindow.sliding(parts.nextChunk, limits.windowBytes / 2), parts, ...opened };
}

/** What fails ends the file, and is kept as why. */
function failingInto<Part extends ReadPart>(source: ChunkSource, { nextRead, nextChunk }: PartSource<Part>): PartSource<Part> {
  const orFail = async <T>(result: Promise<T>): Promise<T | undefined> => {
    try {
      return await result;
    } catch (error) {
      source.fail(error);
      return undefined;
    }
  };
  return {
    nextRead: () => (source.failure === undefined ? orFail(nextRead()) : Promise.resolve(undefined)),
    nextChunk: () => (source.failure === undefined ? orFail(nextChunk()) : Promise.resolve(undefined)),
  };
}

interface Opened {
  readonly next: NextChunk;
  readonly isGzip: boolean;
  readonly source: ChunkSource | undefined;
}

type Stream = Extract<LogContent, { kind: 'stream' }>;

async function openStream({ chunks, file }: Stream, limits: ReadLimits, note: Note): Promise<Opened> {
  const source = new ChunkSource(chunks);
  if (!isGzip(await source.peek())) return { next: source.next, isGzip: false, source };
  const next = file !== undefined ? await fastGunzip(source, limits, note) : await gunzipStream(source.next, limits, note);
  return { next, isGzip: true, source };
}

async function fastGunzip(source: ChunkSource, limits: ReadLimits, note: Note): Promise<NextChunk> {
  const { FastGunzip } = await import('./fast-gunzip.js');
  const slowly = async (): Promise<NextChunk> => {
    await source.restart();
    return gunzipStream(source.next, limits, note);
  };
  return new FastGunzip(source.next, slowly, limits).next;
}

async function openWhole(bytes: Uint8Array, limits: ReadLimits, note: Note): Promise<Input<never>> {
  const { content, ...opened } = await decompressed(bytes, limits, note);
  const window = typeof content === 'function' ? ByteWindow.sliding(content, limits.windowBytes) : ByteWindow.whole(content);
  return { window, ...opened };
}

async function chunksOfWhole(bytes: Uint8Array, limits: ReadLimits, note: Note): Promise<Opened> {
  const { content, ...opened } = await decompressed(bytes, limits, note);
  return { next: typeof content === 'function' ? content : once(content), ...opened };
}

/** What bytes hold: in one go, or in chunks where they are damaged or too large for that. */
async function decompressed(
  bytes: Uint8Array,
  limits: ReadLimits,
  note: Note,
): Promise<Omit<Opened, 'next'> & { readonly content: Uint8Array | NextChunk }> {
  if (!isGzip(bytes)) return { content: bytes, isGzip: false, source: undefined };
  const content = gunzipWhole(bytes, limits.wholeBytes) ?? (await gunzipStream(once(bytes), limits, note));
  return { content, isGzip: true, source: undefined };
}

/** Loaded when it is needed: few runs meet a damaged or large gzip file, and every start of the command would pay for it. */
async function gunzipStream(next: NextChunk, limits: ReadLimits, note: Note): Promise<NextChunk> {
  const { GunzipStream } = await import('./gunzip-stream.js');
  return new GunzipStream(next, note, limits).next;
}

function once(bytes: Uint8Array): NextChunk {
  let rest: Uint8Array | undefined = bytes;
  return () => {
    const chunk = rest;
    rest = undefined;
    return Promise.resolve(chunk);
  };
}

/** Tells a file by its first byte behind byte-order mark and white space, and reads a gzip file that is none of ours to its end. */
export async function kindOf({ window, isGzip: isCompressed }: Input): Promise<InputKind> {
  if (!window.final) await window.extend(0);
  const { bytes } = window;
  const isOther = isOtherTextLog(bytes);
  const mark = markOf(bytes);
  const first = await firstByte(window, mark.sequence.length);
  if (first === BYTE.openObject || first === BYTE.openArray) return mark.kind;
  if (first === undefined) return window.offsetOf(window.end) === 0 ? 'empty' : 'blank';
  if (isCompressed) await readOn(window);
  return isOther ? 'other' : 'foreign';
}

/** Reads to the end, so that damage of the gzip data is not passed over. */
async function readOn(window: ByteWindow): Promise<void> {
  while (!window.final) await window.extend(window.end);
}

async function firstByte(window: ByteWindow, from: number): Promise<number | undefined> {
  let at = from;
  for (;;) {
    while (at < window.end && isBlank(window.bytes[at])) at++;
    if (at < window.end || window.final) return window.bytes[at];
    await window.extend(at);
    at = 0;
  }
}

interface Mark {
  readonly sequence: readonly number[];
  readonly kind: InputKind;
}

const NO_MARK: Mark = { sequence: [], kind: 'logs' };

/** Byte-order marks, and what a file is that begins with one and may be a log. */
const MARKS: readonly Mark[] = [
  { sequence: [0xef, 0xbb, 0xbf], kind: 'logs' },
  { sequence: [0xff, 0xfe], kind: 'utf16' },
  { sequence: [0xfe, 0xff], kind: 'utf16' },
];

function markOf(bytes: Uint8Array): Mark {
  return MARKS.find(({ sequence }) => sequence.every((byte, i) => bytes[i] === byte)) ?? NO_MARK;
}

function isBlank(byte: number | undefined): boolean {
  return isSpace(byte) || byte === BYTE.nul;
}
