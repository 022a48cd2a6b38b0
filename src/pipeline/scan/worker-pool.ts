import { type LogFile } from '../../sources/log-file.js';
import { type FileScan } from './file-scanner.js';
import { taskOfFile } from './task-file.js';
import { type TaskFile, type WorkerResult, type WorkerScan, type WorkerSetup, type WorkerTask } from './worker-messages.js';
import { WorkerThread } from './worker-thread.js';

/** The module that workers run; it lies beside this one in the package and in its bundle. */
const WORKER = new URL('./scan-worker.js', import.meta.url);

type Thread = WorkerThread<WorkerTask, WorkerResult>;

/** A thread that has answered finds its next task there already: whoever gives out tasks may be busy. */
const TASKS_OF_THREAD = 2;

/** Scans files in workers. Whatever ends one of them costs no file: those of its tasks are scanned again, each for itself. */
export class WorkerPool {
  private readonly setup: WorkerSetup;
  private readonly threads: readonly Thread[];
  /** Scans files again, one at a time: should it end, it is for that file alone. */
  private readonly second: Thread;
  private secondIsFree = Promise.resolve();
  /** Whoever waits for a thread, in the order in which they came. */
  private readonly waiting: ((thread: Thread) => void)[] = [];
  private isClosed = false;

  constructor(setup: WorkerSetup, jobs: number, worker = WORKER) {
    this.setup = setup;
    this.threads = Array.from({ length: jobs }, () => new WorkerThread<WorkerTask, WorkerResult>(worker, setup));
    this.second = new WorkerThread<WorkerTask, WorkerResult>(worker, setup);
  }

  /** Whether a thread has room for a task. */
  get isFree(): boolean {
    return this.threads.some(hasRoom);
  }

  /** What the files gave, in their order; undefined once the pool is closed. */
  async scan(files: readonly LogFile[]): Promise<readonly WorkerScan[] | undefined> {
    const task = files.map(taskOfFile);
    return (await this.run(task)) ?? (this.isClosed ? undefined : this.scanEach(task));
  }

  /** Ends all workers, whatever they do. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.threads, this.second].map((thread) => thread.close()));
  }

  /** Undefined when the worker ended before its task did, and once the pool is closed. */
  private async run(files: readonly TaskFile[]): Promise<readonly WorkerScan[] | undefined> {
    const thread = this.leastBusy() ?? (await new Promise<Thread>((resolve) => this.waiting.push(resolve)));
    const result = this.isClosed ? undefined : await thread.run({ files });
    this.waiting.shift()?.(thread);
    return scansOf(result);
  }

  private leastBusy(): Thread | undefined {
    const [first, ...others] = this.threads.filter(hasRoom);
    return first && others.reduce((least, thread) => (thread.pending < least.pending ? thread : least), first);
  }

  private scanEach(files: readonly TaskFile[]): Promise<readonly WorkerScan[] | undefined> {
    const scans = this.secondIsFree.then(() => this.scanAgain(files));
    this.secondIsFree = scans.then(
      () => undefined,
      () => undefined,
    );
    return scans;
  }

  private async scanAgain(files: readonly TaskFile[]): Promise<readonly WorkerScan[] | undefined> {
    const scans: WorkerScan[] = [];
    for (const file of files) {
      const again = this.isClosed ? undefined : scansOf(await this.second.run({ files: [file] }));
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

function unscanned(uri: string): FileScan {
  const message =
    'The worker that read the file ended twice before it was done, most likely for want of memory: nothing of the file was evaluated.';
  return {
    outcome: 'damaged',
    bytes: 0,
    evaluated: 0,
    damaged: 0,
    skipped: 0,
    firstKeys: [],
    notSelected: 0,
    undated: 0,
    first: Infinity,
    last: -Infinity,
    census: [],
    problems: [{ code: 'CTA4007', uri, message }],
  };
}

function hasRoom({ pending }: Thread): boolean {
  return pending < TASKS_OF_THREAD;
}

/** Throws what was a mistake of our own, which is no reason to try again. */
function scansOf(result: WorkerResult | undefined): readonly WorkerScan[] | undefined {
  if (result?.kind !== 'failed') return result?.scans;
  const error = new Error(result.message);
  error.stack = result.stack;
  throw error;
}
