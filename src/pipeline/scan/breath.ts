import { setImmediate } from 'node:timers/promises';

/** Milliseconds: short enough for Ctrl-C and a progress line. */
const LONGEST = 50;

/** Lets the rest of the process have its turn from time to time: a scan of small files never waits for anything. */
export class Breath {
  private readonly longest: number;
  private last = performance.now();

  constructor(longest = LONGEST) {
    this.longest = longest;
  }

  /** Gives something to wait for when it is time. */
  take(): Promise<void> | undefined {
    return performance.now() - this.last < this.longest ? undefined : this.wait();
  }

  private async wait(): Promise<void> {
    await setImmediate();
    this.last = performance.now();
  }
}
