import { type NextChunk } from '../../../src/envelopes/byte-window.js';
import { DEFAULT_LIMITS, type ReadLimits } from '../../../src/envelopes/limits.js';
import { type FilePiece } from '../../../src/envelopes/line-cutter.js';
import { type PartSource, type Pieces, type PlacedPart, type ReadPart } from '../../../src/envelopes/part-source.js';
import { type RecordScreen } from '../../../src/envelopes/record-screen.js';
import { type FileSummary, readLogFile, type RecordBatch } from '../../../src/envelopes/read-log-file.js';
import { type JsonObject } from '../../../src/model/json.js';
import { type LogContent } from '../../../src/model/log-content.js';

/** A record as it was given, with its bytes kept beyond the batch. */
export interface KeptRecord {
  readonly index: number;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly within: string | undefined;
  readonly value: JsonObject;
  readonly selection?: object;
  readonly text: string;
}

export interface ReadResult {
  readonly records: readonly KeptRecord[];
  readonly summary: FileSummary;
}

export interface ReadOptions {
  readonly named?: boolean;
  /** The file comes as a stream of chunks of so many bytes. */
  readonly chunkBytes?: number;
  /** Whether that is a file that can be read again, and anywhere. */
  readonly isFile?: boolean;
  readonly limits?: Partial<ReadLimits>;
  readonly screen?: RecordScreen;
  /** Parts of the file are each read as if they were alone, wherever that goes well. */
  readonly inParts?: boolean;
}

/** Reads a file that holds these bytes, or this text. */
export async function readBytes(input: Uint8Array | string, options: ReadOptions = {}): Promise<ReadResult> {
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  return readContent(contentOf(bytes, options), options);
}

export async function readContent(content: LogContent, options: ReadOptions = {}): Promise<ReadResult> {
  const { named = false, limits = {}, screen, inParts = false } = options;
  const share = !inParts ? undefined : (pieces: Pieces) => new PartsReadAlone(pieces, { limits });
  const batches = readLogFile({ uri: 'trail.json', named, content }, { limits: { ...DEFAULT_LIMITS, ...limits }, screen, share });
  const records: KeptRecord[] = [];
  for (;;) {
    const next = await batches.next();
    if (next.done === true) return { records, summary: next.value };
    records.push(...keptRecords(next.value));
  }
}

function keptRecords({ records, placed }: RecordBatch<PartRead>): readonly KeptRecord[] {
  if (placed !== undefined) return placed.part.records.map((each) => placedRecord(each, placed));
  return records.map(({ index, byteOffset, byteLength, within, value, selection, bytes }) => {
    const text = Buffer.from(bytes).toString('latin1');
    return { index, byteOffset, byteLength, within, value, ...(selection !== undefined && { selection }), text };
  });
}

interface PartRead extends ReadPart {
  readonly records: readonly KeptRecord[];
}

function placedRecord(record: KeptRecord, { index, byteOffset }: PlacedPart<PartRead>): KeptRecord {
  return { ...record, index: index + record.index, byteOffset: byteOffset + record.byteOffset };
}

/** How many parts were taken as they were read alone. */
export const partsTaken = { count: 0 };

class PartsReadAlone implements PartSource<PartRead> {
  private readonly pieces: Pieces;
  private readonly options: ReadOptions;
  private refused: FilePiece | undefined;

  constructor(pieces: Pieces, options: ReadOptions) {
    this.pieces = pieces;
    this.options = options;
  }

  readonly nextRead = async (): Promise<PartRead | undefined> => {
    if (this.refused !== undefined) return undefined;
    this.refused = await this.pieces.next();
    if (this.refused?.isLines !== true) return undefined;
    const bytes = this.refused.load();
    const { records, summary } = await readBytes(bytes, { ...this.options, named: true });
    const { outcome, evaluated, damaged, skipped, firstKeys, problems } = summary;
    if (outcome !== 'read' || damaged > 0 || problems.length > 0) return undefined;
    this.refused = undefined;
    partsTaken.count++;
    return { bytes: bytes.length, evaluated, skipped, firstKeys, records };
  };

  readonly nextChunk: NextChunk = async () => {
    const piece = this.refused ?? (await this.pieces.next());
    this.refused = undefined;
    return piece?.load();
  };
}

/** The event names, in the order of the file. */
export function eventNames({ records }: ReadResult): readonly unknown[] {
  return records.map(({ value }) => value['eventName']);
}

/** Each problem as `code@offset`. */
export function problemsOf({ summary }: ReadResult): readonly string[] {
  return summary.problems.map(({ code, byteOffset }) => `${code}@${byteOffset ?? '-'}`);
}

function contentOf(bytes: Uint8Array, { chunkBytes, isFile = false }: ReadOptions): LogContent {
  if (chunkBytes === undefined) return { kind: 'whole', bytes };
  if (!isFile) return { kind: 'stream', chunks: chunksOf(bytes, chunkBytes) };
  const file = { size: bytes.length, read: (from: number, to: number) => bytes.subarray(from, to) };
  return { kind: 'stream', chunks: { [Symbol.asyncIterator]: () => chunksOf(bytes, chunkBytes) }, file };
}

// eslint-disable-next-line @typescript-eslint/require-await -- stands for a file, which is read asynchronously
export async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
