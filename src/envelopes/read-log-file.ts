import { type LogContent } from '../model/log-content.js';
import { type Problem } from '../model/problem.js';
import { DocumentReader } from './document-reader.js';
import { type Note } from './gunzip-stream.js';
import { DEFAULT_LIMITS, type ReadLimits } from './limits.js';
import { type Input, type InputKind, kindOf, openInput, openShared } from './open-input.js';
import { type PartSource, type Pieces, type PlacedPart, type ReadPart } from './part-source.js';
import { type RecordScreen } from './record-screen.js';
import { type ReadRecord, RecordSink } from './record-sink.js';

import { type FirstKey } from './record-starts.js';

export type { ReadRecord } from './record-sink.js';

/** A log file whose content is open. */
export interface OpenLogFile {
  readonly uri: string;
  /** Named as an argument itself, not found by walking a folder: then it must yield a record. */
  readonly named: boolean;
  readonly content: LogContent;
}

/** Records in the order of the file; or none, and behind those of the batch before a part that somebody else has read. */
export interface RecordBatch<Part extends ReadPart> {
  readonly records: readonly ReadRecord[];
  readonly placed?: PlacedPart<Part>;
}

/** What a file came to. Its records are `evaluated + damaged + skipped`. */
export interface FileSummary {
  readonly outcome: 'read' | 'skipped' | 'damaged';
  /** Of the decompressed file, as far as it could be read; 0 for a file that is no log file by its first byte. */
  readonly bytes: number;
  readonly evaluated: number;
  readonly damaged: number;
  readonly skipped: number;
  readonly firstKeys: readonly FirstKey[];
  /** At most a hundred of each code, and one entry for the rest. */
  readonly problems: readonly Problem[];
}

/** Kinds of which nothing but the beginning is looked at. */
const UNREAD: ReadonlySet<InputKind> = new Set(['foreign', 'other', 'utf16']);

const BATCH_RECORDS = 16;

export interface ReadOptions<Part extends ReadPart> {
  readonly limits?: ReadLimits;
  /** Takes records that need not be parsed; they are evaluated, but in no batch. */
  readonly screen?: RecordScreen | undefined;
  /** Lets others read parts of the decompressed file. */
  readonly share?: ((pieces: Pieces) => PartSource<Part>) | undefined;
}

/**
 * Reads the records of a log file in any form, plain or gzip, told by its content. Never throws on bad input: what is whole is given, the
 * rest is named in the summary. The content's own failure becomes a problem, too.
 */
export async function* readLogFile<Part extends ReadPart>(
  file: OpenLogFile,
  { limits = DEFAULT_LIMITS, screen, share }: ReadOptions<Part> = {},
): AsyncGenerator<RecordBatch<Part>, FileSummary, undefined> {
  const sink = new RecordSink(file.uri, BATCH_RECORDS);
  const note: Note = (code, byteOffset, message) => {
    sink.note(code, byteOffset, message);
  };
  const input = share === undefined ? await openInput(file.content, limits, note) : await openShared(file.content, { limits, note, share });
  const reader = new DocumentReader(input.window, sink, limits, screen);
  try {
    const kind = await kindOf(input);
    if (kind === 'logs') yield* readDocuments(input, reader, sink);
    const bytes = UNREAD.has(kind) && !input.isGzip ? 0 : input.window.offsetOf(input.window.end);
    if (input.source?.failure !== undefined) sink.note('CTA4001', bytes, input.source.failure);
    return summaryOf(file, { kind, isGzip: input.isGzip, bytes, firstKeys: reader.firstKeys }, sink);
  } finally {
    await input.source?.close();
  }
}

async function* readDocuments<Part extends ReadPart>(
  { window, parts }: Input<Part>,
  reader: DocumentReader,
  sink: RecordSink,
): AsyncGenerator<RecordBatch<Part>, void, undefined> {
  for (;;) {
    const status = reader.read();
    // The window's bytes stay as they are until the batch that shows them is done with. A batch may be empty: whoever reads is to know that
    // the work goes on.
    if (!sink.isEmpty || status === 'more') yield { records: sink.takeBatch() };
    if (status === 'end') return;
    if (status === 'more') {
      const part = reader.isBetweenDocuments ? await parts?.nextRead() : undefined;
      if (part !== undefined) {
        yield { records: [], placed: reader.pass(part) };
        continue;
      }
      const { keepFrom } = reader;
      await window.extend(keepFrom);
      reader.moved(keepFrom);
    }
  }
}

interface Seen {
  readonly kind: InputKind;
  readonly isGzip: boolean;
  readonly bytes: number;
  readonly firstKeys: readonly FirstKey[];
}

function summaryOf(file: OpenLogFile, seen: Seen, sink: RecordSink): FileSummary {
  const outcome = outcomeOf(file, seen, sink);
  if (outcome === 'damaged' && sink.log.isEmpty) nameEmptiness(seen, sink);
  const { evaluated, damaged, skipped } = sink;
  return { outcome, bytes: seen.bytes, evaluated, damaged, skipped, firstKeys: seen.firstKeys, problems: sink.log.problems() };
}

/** A file that was named must yield a record; one that a folder holds may be of another kind, but may not be empty or all damage. */
function outcomeOf(file: OpenLogFile, { kind, isGzip }: Seen, sink: RecordSink): FileSummary['outcome'] {
  if (sink.evaluated > 0) return 'read';
  if (file.named || sink.damaged > 0) return 'damaged';
  if (sink.skipped > 0) return 'skipped';
  return sink.log.isEmpty ? outcomeOfKind(kind, isGzip) : 'damaged';
}

function outcomeOfKind(kind: InputKind, isGzip: boolean): FileSummary['outcome'] {
  switch (kind) {
    case 'logs':
      return 'read';
    case 'empty':
    case 'utf16':
      return 'damaged';
    case 'other':
      return 'skipped';
    case 'blank':
    case 'foreign':
      return isGzip ? 'damaged' : 'skipped';
  }
}

function nameEmptiness({ kind }: Seen, sink: RecordSink): void {
  switch (kind) {
    case 'empty':
      sink.note('CTA4004', 0, 'The file is empty.');
      break;
    case 'utf16':
      sink.note('CTA4022', 0, 'The file is UTF-16, and not UTF-8 as JSON has to be.');
      break;
    case 'foreign':
    case 'other':
      sink.note('CTA4005', 0, 'The file is no log file: it does not begin with { or [, and is not gzip of what does.');
      break;
    case 'blank':
      sink.note('CTA4006', 0, 'The file holds white space alone.');
      break;
    case 'logs':
      sink.note('CTA4006', 0, sink.skipped > 0 ? 'The file is of another kind than logs of API events.' : 'The file holds no record.');
      break;
  }
}
