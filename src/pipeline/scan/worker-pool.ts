import { type LogFile } from '../../sources/log-file.js';
import { type FileScan } from './file-scanner.js';
import { type TaskFile, type WorkerResult, type WorkerScan, type WorkerSetup, type WorkerTask } from './worker-messages.js';
import { WorkerThread } from './worker-thread.js';

/** The module that workers run; it lies beside this one in the package and in its bundle. */
const WORKER = new URL('./scan-worker.js', import.meta.url);

type Thread = WorkerThread<WorkerTask, WorkerResult>;

/** Scans files in workers. Whatever ends one of them costs no file: those of its task are scanned again, each for itself. */
export class WorkerPool {
  private readonly setup: WorkerSetup;
  private readonly threads: readonly Thread[];
  private readonly idle: Thread[];
  /** Whoever waits for a thread, in the order in which they came. */
  private readonly waiting: ((thread: Thread) => void)[] = [];
  private isClosed = false;

  constructor(setup: WorkerSetup, jobs: number, worker = WORKER) {
    this.setup = setup;
    this.threads = Array.from({ length: jobs }, () => new WorkerThread<WorkerTask, WorkerResult>(worker, setup));
    this.idle = [...this.threads];
  }

  /** What the files gave, in their order; undefined once the pool is closed. */
  async scan(files: readonly LogFile[]): Promise<readonly WorkerScan[] | undefined> {
    const task = files.map(taskFile);
    return (await this.run(task)) ?? (this.isClosed ? undefined : this.scanEach(task));
  }

  /** Ends all workers, whatever they do. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all(this.threads.map((thread) => thread.close()));
  }

  /** Undefined when the worker ended before its task did, and once the pool is closed. */
  private async run(files: readonly TaskFile[]): Promise<readonly WorkerScan[] | undefined> {
    const thread = this.idle.pop() ?? (await new Promise<Thread>((resolve) => this.waiting.push(resolve)));
    const result = this.isClosed ? undefined : await thread.run({ files });
    const next = this.waiting.shift();
    if (next === undefined) this.idle.push(thread);
    else next(thread);
    if (result?.kind !== 'failed') return result?.scans;
    const error = new Error(result.message);
    error.stack = result.stack;
    throw error;
  }

  private async scanEach(files: readonly TaskFile[]): Promise<readonly WorkerScan[] | undefined> {
    const scans: WorkerScan[] = [];
    for (const file of files) {
      const again = await this.run([file]);
      if (this.isClosed) return undefined;
      scans.push(...(again ?? [this.giveUp(file)]));
    }
    return scans;
  }

  private giveUp({ uri }: TaskFile): WorkerScan {
    const hits = { numbers: new Float64Array(), texts: [] };
    return { kind: 'scanned', scan: unscanned(uri), hits, examined: this.setup.asked.map(() => 0) };
  }
}

function taskFile({ uri, path, named, size }: LogFile): TaskFile {
  if (path === undefined) throw new Error(`${uri} is no regular file, and cannot be opened in a worker`);
  return { uri, path, named, size };
}

function unscanned(uri: string): FileScan {
  const message =
    'The worker that read the file ended twice before it was done, most likely for want of memory: nothing of the file was evaluated.';
  return {
    outcome: 'damaged',
    bytes: 0,
    evaluated: 0,
    damaged: 0,
    skipped: 0,
    notSelected: 0,
    undated: 0,
    first: Infinity,
    last: -Infinity,
    census: [],
    problems: [{ code: 'CTA4007', uri, message }],
  };
}
