import { FastEngine } from '../../engine/fast-engine.js';
import { type Engine } from '../../engine/hit.js';
import { OracleEngine } from '../../engine/oracle/oracle-engine.js';
import { type PartSource, type Pieces } from '../../envelopes/part-source.js';
import { readLogFile, type RecordBatch } from '../../envelopes/read-log-file.js';
import { type RecordScreen } from '../../envelopes/record-screen.js';
import { type FirstKey } from '../../envelopes/record-starts.js';
import { type EventRule } from '../../ir/rule-set.js';
import { type LogFile } from '../../sources/log-file.js';
import { type EventCounts, EventReader } from './event-reader.js';
import { screenFor } from './event-screen.js';
import { type ScannedPart } from './scanned-part.js';
import { HitUnpacker, takePacked } from './packed-hits.js';
import { type TakeHits } from './record-hits.js';
import { type ScanOptions } from './scan-options.js';
import { unlessAborted } from './unless-aborted.js';

/** What one file gave, beside the hits that were handed on. */
export interface FileScan extends EventCounts {
  readonly outcome: 'read' | 'skipped' | 'damaged';
  readonly bytes: number;
  readonly evaluated: number;
  readonly damaged: number;
  readonly skipped: number;
  /** How its records begin. */
  readonly firstKeys: readonly FirstKey[];
}

interface Run {
  readonly takeHits: TakeHits;
  /** Ends the file early. */
  readonly signal?: AbortSignal | undefined;
  /** Called from time to time, and awaited. */
  readonly onProgress?: (() => void | Promise<void>) | undefined;
  /** Has parts of the decompressed file scanned elsewhere. */
  readonly share?: ((pieces: Pieces) => PartSource<ScannedPart>) | undefined;
}

/** Reads log files and evaluates their records, one file after the other. */
export class FileScanner {
  private readonly engine: Engine;
  private readonly rules: readonly EventRule[];
  private readonly reader: EventReader;
  private readonly screen: RecordScreen | undefined;

  constructor({ engine, ruleSet, selection }: Pick<ScanOptions, 'engine' | 'ruleSet' | 'selection'>) {
    const opened = engine === 'json-rules-engine' ? new OracleEngine(ruleSet) : new FastEngine(ruleSet);
    this.engine = opened;
    this.rules = ruleSet.rules;
    this.reader = new EventReader(opened, selection);
    this.screen = opened instanceof FastEngine ? screenFor(opened, this.reader, selection) : undefined;
  }

  /** Records read so far, of all files. */
  get records(): number {
    return this.reader.records;
  }

  /** For each set of rule ids, how many events so far were of a kind that one of its rules looks at. */
  examined(asked: readonly (readonly string[])[]): readonly number[] {
    return asked.map((ruleIds) => this.engine.examined(new Set(ruleIds)));
  }

  /** Drops what was counted of a file whose scan failed. */
  forgetFile(): void {
    this.reader.endFile();
  }

  async scan(file: LogFile, { takeHits, signal, onProgress, share }: Run): Promise<FileScan> {
    const before = this.reader.records;
    const content = await file.open(signal);
    const batches = readLogFile({ uri: file.uri, named: file.named, content }, { screen: this.screen, share });
    for (;;) {
      const next = await unlessAborted(batches.next(), signal);
      if (next?.done === true) {
        const counts = this.reader.endFile();
        return { ...next.value, ...counts, problems: [...next.value.problems, ...counts.problems] };
      }
      if (next !== undefined) await this.take(file.uri, next.value, takeHits);
      const progress = onProgress?.();
      // Waiting for nothing takes time too, and there are many batches.
      if (progress !== undefined) await progress;
      if (signal?.aborted === true) return this.endEarly(this.reader.records - before);
    }
  }

  private async take(uri: string, { records, placed }: RecordBatch<ScannedPart>, takeHits: TakeHits): Promise<void> {
    await this.reader.take(uri, records, takeHits);
    if (placed === undefined) return;
    const { part, ...start } = placed;
    this.reader.add(part.scan, part.evaluated);
    await takePacked(new HitUnpacker(uri, part.hits, this.rules, start), takeHits);
  }

  /** The rest of the file was not looked at: what it held is in no count, and the run says that it was interrupted. */
  private endEarly(evaluated: number): FileScan {
    return { outcome: 'read', bytes: 0, evaluated, damaged: 0, skipped: 0, firstKeys: [], ...this.reader.endFile() };
  }
}
