/** How the steps of a `TaskLine` are done. */
export interface TaskWork<Step, Result> {
  /** Undefined behind the last one. */
  nextStep(): Promise<Step | undefined>;
  /** Whether a step may be done before its turn, and by anyone. */
  isShared(step: Step): boolean;
  /** Has a step done by another thread; undefined when none is free. */
  startElsewhere(step: Step): Promise<Result> | undefined;
  /** Does a step in this thread, which must let others have their turn now and then. */
  doHere(step: Step): Promise<Result>;
  /** How many steps there are at a time between the one that is asked for and the last one begun. */
  readonly ahead: number;
}

export interface Done<Step, Result> {
  readonly step: Step;
  /** Undefined for a step that is not shared: it is still to be done. */
  readonly result: Result | undefined;
}

interface Entry<Step, Result> {
  readonly step: Step;
  readonly isShared: boolean;
  result: Promise<Result> | undefined;
  isDone: boolean;
}

/** Steps that are done by several threads, this one among them, and given in their order. */
export class TaskLine<Step, Result> {
  private readonly work: TaskWork<Step, Result>;
  private readonly line: Entry<Step, Result>[] = [];
  private isEnd = false;
  private failure: { readonly error: unknown } | undefined;
  private isPumping = false;
  private wake: (() => void) | undefined;

  constructor(work: TaskWork<Step, Result>) {
    this.work = work;
  }

  /** The next step, and its result if it was shared; undefined behind the last one. */
  async next(): Promise<Done<Step, Result> | undefined> {
    const head = await this.head();
    if (head === undefined) return undefined;
    while (head.isShared && !head.isDone) await this.doSome(head);
    this.line.shift();
    void this.pump();
    return { step: head.step, result: await head.result };
  }

  /** The next step, whatever becomes of its result. */
  async take(): Promise<Step | undefined> {
    const head = await this.head();
    this.line.shift();
    return head?.step;
  }

  private async head(): Promise<Entry<Step, Result> | undefined> {
    while (this.line.length === 0 && !this.isEnd) {
      const changed = new Promise<void>((resolve) => (this.wake = resolve));
      void this.pump();
      await changed;
    }
    if (this.line.length === 0 && this.failure !== undefined) throw this.failure.error;
    return this.line[0];
  }

  /** Does the first step that nobody has begun, or waits for the head. */
  private async doSome(head: Entry<Step, Result>): Promise<void> {
    const own = this.line.find(isWaiting);
    if (own === undefined) await head.result;
    else await this.begin(own, this.work.doHere(own.step));
  }

  /** Reads on as far as there is room. A source may keep its reader waiting, and what is there already goes on meanwhile. */
  private async pump(): Promise<void> {
    if (this.isPumping) return;
    this.isPumping = true;
    while (!this.isEnd && this.line.length < this.work.ahead) await this.pull();
    this.isPumping = false;
  }

  private async pull(): Promise<void> {
    try {
      const step = await this.work.nextStep();
      if (step === undefined) this.isEnd = true;
      else this.line.push({ step, isShared: this.work.isShared(step), result: undefined, isDone: false });
    } catch (error) {
      this.isEnd = true;
      this.failure = { error };
    }
    this.spread();
    this.wake?.();
  }

  /** Gives free threads something to do. */
  private spread(): void {
    for (const entry of this.line) {
      if (!isWaiting(entry)) continue;
      const result = this.work.startElsewhere(entry.step);
      if (result === undefined) return;
      void this.begin(entry, result);
    }
  }

  private async begin(entry: Entry<Step, Result>, result: Promise<Result>): Promise<void> {
    entry.result = result;
    try {
      await result;
    } catch {
      // It is given to whoever asks for the step; an early end leaves results that nobody asks for.
    }
    entry.isDone = true;
    this.spread();
  }
}

function isWaiting({ isShared, result }: Entry<unknown, unknown>): boolean {
  return isShared && result === undefined;
}
