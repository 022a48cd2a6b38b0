import { parentPort, workerData } from 'node:worker_threads';

import { regularFile } from '../../sources/log-file.js';
import { FileScanner } from './file-scanner.js';
import { HitPacker } from './packed-hits.js';
import { type RecordHits } from './record-hits.js';
import { type TaskFile, type WorkerResult, type WorkerScan, type WorkerSetup, type WorkerTask } from './worker-messages.js';

const { ruleSet, engine, selection, asked } = workerData as WorkerSetup; // the pool gives nothing else
const scanner = new FileScanner({ ruleSet, ...(engine !== undefined && { engine }), ...(selection !== undefined && { selection }) });
const packer = new HitPacker(ruleSet.rules);

/** Hits of one file that are held here until it ends: 20 MB or so. A larger file with more is not for a worker. */
const MOST_HITS = 20_000;

/** Ends the reading of a file with more hits than that. */
class TooManyHitsError extends Error {}

// Tasks come one at a time: the next one when this one is answered.
parentPort?.on('message', (task: WorkerTask) => {
  void scanFiles(task);
});

async function scanFiles({ files }: WorkerTask): Promise<void> {
  try {
    const scans: WorkerScan[] = [];
    for (const file of files) scans.push(await scanFile(file));
    answer({ kind: 'scanned', scans });
  } catch (error) {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    answer({ kind: 'failed', message, stack });
  }
}

function answer(result: WorkerResult): void {
  parentPort?.postMessage(result);
}

/** What the files so far had examined, also those that were left. */
let before = scanner.examined(asked);

/** What was examined since the last call. */
function examinedSince(): readonly number[] {
  const now = scanner.examined(asked);
  const since = now.map((count, i) => count - (before[i] ?? 0));
  before = now;
  return since;
}

async function scanFile({ size, ...place }: TaskFile): Promise<WorkerScan> {
  let hits = 0;
  const takeHits = (record: RecordHits): void => {
    hits += record.hits.length;
    if (hits > MOST_HITS) throw new TooManyHitsError();
    packer.add(record);
  };
  try {
    const scan = await scanner.scan(regularFile(place, size), { takeHits });
    return { kind: 'scanned', scan, hits: packer.take(), examined: examinedSince() };
  } catch (error) {
    if (!(error instanceof TooManyHitsError)) throw error;
    packer.take();
    scanner.forgetFile();
    examinedSince();
    return { kind: 'left' };
  }
}
