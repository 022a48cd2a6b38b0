import { parentPort, workerData } from 'node:worker_threads';

import { regularFile } from '../../sources/log-file.js';
import { FileScanner } from './file-scanner.js';
import { HitPacker } from './packed-hits.js';
import { type WorkerResult, type WorkerScan, type WorkerSetup, type WorkerTask } from './worker-messages.js';

const { ruleSet, engine, selection, asked } = workerData as WorkerSetup; // the pool gives nothing else
const scanner = new FileScanner({ ruleSet, ...(engine !== undefined && { engine }), ...(selection !== undefined && { selection }) });
const packer = new HitPacker(ruleSet.rules);

// Tasks come one at a time: the next one when this one is answered.
parentPort?.on('message', (task: WorkerTask) => {
  void scanFiles(task).then((result) => {
    parentPort?.postMessage(result);
  });
});

async function scanFiles({ files }: WorkerTask): Promise<WorkerResult> {
  try {
    const before = scanner.examined(asked);
    const scans: WorkerScan[] = [];
    for (const { size, ...place } of files) {
      const scan = await scanner.scan(regularFile(place, size), {
        takeHits: (record) => {
          packer.add(record);
        },
      });
      scans.push({ scan, hits: packer.take() });
    }
    return { kind: 'scanned', scans, examined: scanner.examined(asked).map((count, i) => count - (before[i] ?? 0)) };
  } catch (error) {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    return { kind: 'failed', message, stack };
  }
}
