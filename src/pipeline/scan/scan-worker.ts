import { parentPort, workerData } from 'node:worker_threads';

import { fileOfTask } from './task-file.js';
import { PackedScanner } from './packed-scanner.js';
import { type WorkerResult, type WorkerScan, type WorkerSetup, type WorkerTask } from './worker-messages.js';

const { ruleSet, engine, selection, asked } = workerData as WorkerSetup; // the pool gives nothing else
const options = { ruleSet, ...(engine !== undefined && { engine }), ...(selection !== undefined && { selection }) };
const scanner = new PackedScanner(options, asked);

let last = Promise.resolve();

// The next task may be there before this one is done.
parentPort?.on('message', (task: WorkerTask) => {
  last = last.then(() => scanFiles(task));
});

async function scanFiles({ files }: WorkerTask): Promise<void> {
  try {
    const scans: WorkerScan[] = [];
    for (const file of files) scans.push(await scanner.scan(fileOfTask(file)));
    answer({ kind: 'scanned', scans });
  } catch (error) {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    answer({ kind: 'failed', message, stack });
  }
}

function answer(result: WorkerResult): void {
  parentPort?.postMessage(result);
}
