import { type Pieces } from '../../envelopes/part-source.js';
import { type LogFile } from '../../sources/log-file.js';
import { Breath } from './breath.js';
import { FileParts } from './file-parts.js';
import { type FileScan } from './file-scanner.js';
import { HitUnpacker, takePacked } from './packed-hits.js';
import { PackedScanner } from './packed-scanner.js';
import { planReading, type ReadingStep } from './plan-reading.js';
import { type TakeHits } from './record-hits.js';
import { type ScanOptions } from './scan-options.js';
import { TaskLine } from './task-line.js';
import { unlessAborted } from './unless-aborted.js';
import { type WorkerScan } from './worker-messages.js';
import { WorkerPool } from './worker-pool.js';

/** Tasks for each thread whose results nobody has asked for yet: more would fill memory when one file takes long. */
const TASKS_AHEAD = 3;

/** Milliseconds for which this thread goes on with its own task while others may wait for their next one. */
const LONGEST_BREATH = 5;

/** How a file is to be read of which others may read parts. */
type Share = (pieces: Pieces) => FileParts;

interface Reading {
  readonly options: Pick<ScanOptions, 'ruleSet' | 'engine' | 'selection' | 'signal'>;
  /** How many threads read, this one among them: at least 2. */
  readonly jobs: number;
  /** How many bytes are read here before others help. */
  readonly shareFrom: number;
  readonly asked: readonly (readonly string[])[];
  readonly takeHits: TakeHits;
  /** Reads a file in its turn, all of it. */
  readonly readHere: (file: LogFile, share: Share) => Promise<void>;
  /** Called after each other file, when its hits have been taken. */
  readonly addFile: (file: LogFile, scan: FileScan) => void;
}

type Results = readonly WorkerScan[] | undefined;

/** Scans files in several threads, this one among them, and takes what they give in the order of the files. */
export class SharedReading {
  /** For each set of rule ids that was asked about, what `FileScanner.examined` would give, of all that `readHere` did not examine. */
  readonly examined: number[];
  private readonly reading: Reading;
  private readonly pool: WorkerPool;
  private readonly breath = new Breath(LONGEST_BREATH);
  /** Does what this thread does before its turn. */
  private own: PackedScanner | undefined;

  constructor(reading: Reading) {
    const { ruleSet, engine, selection } = reading.options;
    const { asked, jobs } = reading;
    this.reading = reading;
    this.examined = asked.map(() => 0);
    this.pool = new WorkerPool({ ruleSet, engine, selection, asked }, jobs - 1);
  }

  async run(files: AsyncIterable<LogFile>): Promise<void> {
    const { signal } = this.reading.options;
    const steps = planReading(files, this.reading.shareFrom);
    const line = new TaskLine<ReadingStep, Results>({
      nextStep: async () => (await steps.next()).value ?? undefined,
      isShared: ({ where }) => where === 'worker',
      startElsewhere: (step) => this.startElsewhere(step.files),
      doHere: (step) => this.doHere(step.files),
      ahead: this.ahead,
    });
    try {
      for (;;) {
        const next = await unlessAborted(line.next(), signal);
        if (next === undefined || signal?.aborted === true) break;
        if (next.result === undefined) for (const file of next.step.files) await this.readHere(file);
        else await this.takeScans(next.step.files, next.result);
      }
    } finally {
      await this.pool.close();
      await steps.return();
    }
  }

  private get ahead(): number {
    return this.reading.jobs * TASKS_AHEAD;
  }

  private startElsewhere(files: readonly LogFile[]): Promise<Results> | undefined {
    return this.pool.isFree ? this.pool.scan(files) : undefined;
  }

  private async doHere(files: readonly LogFile[]): Promise<Results> {
    const { options, asked } = this.reading;
    const { signal } = options;
    this.own ??= new PackedScanner(options, asked);
    const scans: WorkerScan[] = [];
    for (const file of files) {
      if (signal?.aborted === true) break;
      scans.push(await this.own.scan(file, { signal, onProgress: () => this.breath.take() }));
    }
    return scans;
  }

  private readHere(file: LogFile): Promise<void> {
    return this.reading.readHere(file, (pieces) => new FileParts(file, pieces, this.partWorkers, this.reading.shareFrom));
  }

  private get partWorkers(): ConstructorParameters<typeof FileParts>[2] {
    return {
      startElsewhere: (files) => this.startElsewhere(files),
      doHere: (files) => this.doHere(files),
      onExamined: (examined) => {
        this.addExamined(examined);
      },
      ahead: this.ahead,
    };
  }

  private async takeScans(files: readonly LogFile[], scans: readonly WorkerScan[]): Promise<void> {
    const { takeHits, addFile, options } = this.reading;
    for (const [i, result] of scans.entries()) {
      const file = files[i];
      if (file === undefined) throw new Error('a worker gave more files than it was given');
      if (result.kind === 'left') {
        await this.readHere(file);
        continue;
      }
      await takePacked(new HitUnpacker(file.uri, result.hits, options.ruleSet.rules), takeHits);
      this.addExamined(result.examined);
      addFile(file, result.scan);
    }
  }

  private addExamined(examined: readonly number[]): void {
    for (const [set, count] of examined.entries()) this.examined[set] = (this.examined[set] ?? 0) + count;
  }
}
