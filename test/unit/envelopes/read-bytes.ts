import { DEFAULT_LIMITS, type ReadLimits } from '../../../src/envelopes/limits.js';
import { type RecordScreen } from '../../../src/envelopes/record-screen.js';
import { type FileSummary, readLogFile } from '../../../src/envelopes/read-log-file.js';
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
  readonly limits?: Partial<ReadLimits>;
  readonly screen?: RecordScreen;
}

/** Reads a file that holds these bytes, or this text. */
export async function readBytes(input: Uint8Array | string, options: ReadOptions = {}): Promise<ReadResult> {
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  return readContent(contentOf(bytes, options.chunkBytes), options);
}

export async function readContent(content: LogContent, { named = false, limits = {}, screen }: ReadOptions = {}): Promise<ReadResult> {
  const batches = readLogFile({ uri: 'trail.json', named, content }, { limits: { ...DEFAULT_LIMITS, ...limits }, screen });
  const records: KeptRecord[] = [];
  for (;;) {
    const next = await batches.next();
    if (next.done === true) return { records, summary: next.value };
    for (const { index, byteOffset, byteLength, within, value, selection, bytes } of next.value.records) {
      const text = Buffer.from(bytes).toString('latin1');
      records.push({ index, byteOffset, byteLength, within, value, ...(selection !== undefined && { selection }), text });
    }
  }
}

/** The event names, in the order of the file. */
export function eventNames({ records }: ReadResult): readonly unknown[] {
  return records.map(({ value }) => value['eventName']);
}

/** Each problem as `code@offset`. */
export function problemsOf({ summary }: ReadResult): readonly string[] {
  return summary.problems.map(({ code, byteOffset }) => `${code}@${byteOffset ?? '-'}`);
}

function contentOf(bytes: Uint8Array, chunkBytes: number | undefined): LogContent {
  return chunkBytes === undefined ? { kind: 'whole', bytes } : { kind: 'stream', chunks: chunksOf(bytes, chunkBytes) };
}

// eslint-disable-next-line @typescript-eslint/require-await -- stands for a file, which is read asynchronously
export async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
