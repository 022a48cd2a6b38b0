import { Worker } from 'node:worker_threads';

/** A thread that does tasks in the order in which they come. It is started by its first task, and again by the one after its end. */
export class WorkerThread<Task, Result> {
  private readonly url: URL;
  private readonly setup: unknown;
  private worker: Worker | undefined;
  /** Whoever waits for an answer, in the order of their tasks. */
  private readonly waiting: ((result: Result | undefined) => void)[] = [];

  /** @param setup what the module at `url` reads as its `workerData` */
  constructor(url: URL, setup: unknown) {
    this.url = url;
    this.setup = setup;
  }

  /** How many tasks it was given and has not answered. */
  get pending(): number {
    return this.waiting.length;
  }

  /** What the thread answers; undefined when it ends first. */
  run(task: Task): Promise<Result | undefined> {
    const worker = (this.worker ??= this.start());
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      worker.postMessage(task);
    });
  }

  /** Ends the thread, whatever it does. */
  async close(): Promise<void> {
    await this.worker?.terminate();
  }

  private start(): Worker {
    // Batches are small and short-lived: more room for them takes memory, and time too.
    const worker = new Worker(this.url, { workerData: this.setup, resourceLimits: { maxYoungGenerationSizeMb: 8 } });
    worker.on('message', (result: Result) => this.waiting.shift()?.(result));
    worker.on('exit', () => {
      this.worker = undefined;
      for (const resolve of this.waiting.splice(0)) resolve(undefined);
    });
    // Its end is what counts; without a listener, an error in it would end the process.
    worker.on('error', () => undefined);
    // An answer that cannot be read is none.
    worker.on('messageerror', () => void worker.terminate());
    return worker;
  }
}
