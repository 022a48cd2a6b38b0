import { type LogFile } from '../../sources/log-file.js';
import { type FileScan } from './file-scanner.js';
import { HitUnpacker } from './packed-hits.js';
import { planReading, type ReadingStep } from './plan-reading.js';
import { type TakeHits } from './record-hits.js';
import { type ScanOptions } from './scan-options.js';
import { unlessAborted } from './unless-aborted.js';
import { type WorkerScan } from './worker-messages.js';
import { WorkerPool } from './worker-pool.js';

/** Tasks that each worker has before it while their results are not asked for: more would fill memory when one file takes long. */
const TASKS_AHEAD = 3;

interface Reading {
  readonly options: Pick<ScanOptions, 'ruleSet' | 'engine' | 'selection' | 'signal'>;
  readonly jobs: number;
  readonly asked: readonly (readonly string[])[];
  readonly takeHits: TakeHits;
  /** Reads a file that no worker can, all of it. */
  readonly readHere: (file: LogFile) => Promise<void>;
  /** Called after each file that a worker read, when its hits have been taken. */
  readonly addFile: (file: LogFile, scan: FileScan) => void;
}

/** Scans files in workers and takes what they give in the order of the files. Gives what `FileScanner.examined` would of them. */
export async function readInWorkers(files: readonly LogFile[], reading: Reading): Promise<readonly number[]> {
  const { options, jobs, asked, readHere } = reading;
  const { ruleSet, engine, selection, signal } = options;
  const pool = new WorkerPool({ ruleSet, engine, selection, asked }, jobs);
  const examined = asked.map(() => 0);
  try {
    for (const { step, result } of inOrder(planReading(files), pool, jobs * TASKS_AHEAD)) {
      if (signal?.aborted === true) break;
      if (result === undefined) {
        for (const file of step.files) await readHere(file);
        continue;
      }
      const scans = await unlessAborted(result, signal);
      if (scans === undefined) break;
      await takeScans(step.files, scans, reading, examined);
    }
  } finally {
    await pool.close();
  }
  return examined;
}

async function takeScans(files: readonly LogFile[], scans: readonly WorkerScan[], reading: Reading, examined: number[]): Promise<void> {
  for (const [i, result] of scans.entries()) {
    const file = files[i];
    if (file === undefined) throw new Error('a worker gave more files than it was given');
    if (result.kind === 'left') {
      await reading.readHere(file);
      continue;
    }
    const unpacker = new HitUnpacker(file.uri, result.hits, reading.options.ruleSet.rules);
    for (let record = unpacker.next(); record !== undefined; record = unpacker.next()) {
      const taken = reading.takeHits(record);
      if (taken !== undefined) await taken;
    }
    for (const [control, count] of result.examined.entries()) examined[control] = (examined[control] ?? 0) + count;
    reading.addFile(file, result.scan);
  }
}

interface Started {
  readonly step: ReadingStep;
  /** Undefined for a step that is not for workers. */
  readonly result: Promise<readonly WorkerScan[] | undefined> | undefined;
}

/** The steps in their order, with tasks of the next ones already begun. */
function* inOrder(steps: readonly ReadingStep[], pool: WorkerPool, ahead: number): Iterable<Started> {
  const started: Started[] = [];
  for (let next = 0; next < steps.length || started.length > 0;) {
    while (next < steps.length && started.length < ahead) {
      const step = steps[next++];
      if (step === undefined) break;
      const result = step.where === 'worker' ? pool.scan(step.files) : undefined;
      // An early end leaves results that nobody awaits.
      result?.catch(() => undefined);
      started.push({ step, result });
    }
    const first = started.shift();
    if (first !== undefined) yield first;
  }
}
