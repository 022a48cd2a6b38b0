import { type NextChunk } from '../../envelopes/byte-window.js';
import { type FilePiece } from '../../envelopes/line-cutter.js';
import { type PartSource, type Pieces } from '../../envelopes/part-source.js';
import { fileRange, type LogFile, memoryFile } from '../../sources/log-file.js';
import { type ScannedPart } from './scanned-part.js';
import { TaskLine } from './task-line.js';
import { type WorkerScan } from './worker-messages.js';

/** Whoever scans files before their turn. */
export interface PartWorkers {
  /** Undefined when no thread has room for a task. */
  startElsewhere(files: readonly LogFile[]): Promise<readonly WorkerScan[] | undefined> | undefined;
  doHere(files: readonly LogFile[]): Promise<readonly WorkerScan[] | undefined>;
  /** Told what was examined of each part that was used. */
  onExamined(examined: readonly number[]): void;
  /** How many parts there may be at a time. */
  readonly ahead: number;
}

type Results = readonly WorkerScan[] | undefined;

/** After a part that had to be read in its place the next ones are not tried before their turn: this many at the most. */
const MOST_UNTRIED = 63;

/**
 * Has parts of one file scanned by threads where it is made of lines that each begin a document. What one of them is without its neighbours is
 * only a guess, so a part counts as read only where it gave records and no problem at all; any other is read again in its place.
 */
export class FileParts implements PartSource<ScannedPart> {
  private readonly file: LogFile;
  private readonly workers: PartWorkers;
  private readonly line: TaskLine<FilePiece, Results>;
  /** The piece that must be read in its place. */
  private refused: FilePiece | undefined;
  private bytes = 0;
  private untried = 0;
  private lastUntried = 0;

  /** @param from how many bytes of the file are read in their place before any part is given away */
  constructor(file: LogFile, pieces: Pieces, workers: PartWorkers, from: number) {
    this.file = file;
    this.workers = workers;
    this.line = new TaskLine({
      nextStep: () => pieces.next(),
      isShared: (piece) => this.isShared(piece, from),
      startElsewhere: (piece) => workers.startElsewhere([this.fileOf(piece)]),
      doHere: (piece) => workers.doHere([this.fileOf(piece)]),
      ahead: workers.ahead,
    });
  }

  readonly nextRead = async (): Promise<ScannedPart | undefined> => {
    if (this.refused !== undefined) return undefined;
    const next = await this.line.next();
    if (next === undefined) return undefined;
    const part = this.partOf(next.step, next.result?.[0]);
    if (part === undefined) this.refused = next.step;
    return part;
  };

  readonly nextChunk: NextChunk = async () => {
    const piece = this.refused ?? (await this.line.take());
    this.refused = undefined;
    return piece?.load();
  };

  private isShared({ length, isLines }: FilePiece, from: number): boolean {
    this.bytes += length;
    if (!isLines || this.bytes <= from) return false;
    if (this.untried === 0) return true;
    this.untried--;
    return false;
  }

  private fileOf({ range, load }: FilePiece): LogFile {
    const { uri, path } = this.file;
    return range === undefined || path === undefined ? memoryFile(uri, load(), true) : fileRange(uri, path, range);
  }

  private partOf({ length }: FilePiece, result: WorkerScan | undefined): ScannedPart | undefined {
    if (result?.kind !== 'scanned') return undefined;
    const { scan, hits, examined } = result;
    if (scan.outcome !== 'read' || scan.bytes !== length || scan.damaged > 0 || scan.problems.length > 0) {
      this.untried = this.lastUntried = Math.min(MOST_UNTRIED, 2 * this.lastUntried + 1);
      return undefined;
    }
    this.lastUntried = 0;
    this.workers.onExamined(examined);
    return { bytes: length, evaluated: scan.evaluated, skipped: scan.skipped, firstKeys: scan.firstKeys, scan, hits };
  }
}
