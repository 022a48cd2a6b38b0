import { Worker } from 'node:worker_threads';

/** A thread that does one task after the other. It is started by its first task, and again by the one after its end. */
export class WorkerThread<Task, Result> {
  private readonly url: URL;
  private readonly setup: unknown;
  private worker: Worker | undefined;

  /** @param setup what the module at `url` reads as its `workerData` */
  constructor(url: URL, setup: unknown) {
    this.url = url;
    this.setup = setup;
  }

  /** What the thread answers; undefined when it ends first. Nothing else may be asked of it until then. */
  run(task: Task): Promise<Result | undefined> {
    const worker = (this.worker ??= this.start());
    return new Promise((resolve) => {
      const answer = (result: Result): void => {
        worker.off('exit', end);
        resolve(result);
      };
      const end = (): void => {
        worker.off('message', answer);
        this.worker = undefined;
        resolve(undefined);
      };
      worker.once('message', answer);
      worker.once('exit', end);
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
    // Its end is what counts; without a listener, an error in it would end the process.
    worker.on('error', () => undefined);
    // An answer that cannot be read is none.
    worker.on('messageerror', () => void worker.terminate());
    return worker;
  }
}
