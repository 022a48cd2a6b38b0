import { setImmediate } from 'node:timers/promises';

/** Milliseconds: short enough for Ctrl-C and a progress line. */
const LONGEST_BREATH = 50;

/** Lets the rest of the process have its turn from time to time: a scan of small files never waits for anything. */
export class Breath {
  private last = performance.now();

  async take(): Promise<void> {
    if (performance.now() - this.last < LONGEST_BREATH) return;
    await setImmediate();
    this.last = performance.now();
  }
}
