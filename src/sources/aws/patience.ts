import { setTimeout } from 'node:timers/promises';

import { type AwsFault, faultOf, retryAfterOf } from './aws-fault.js';

/** What time it is, and how to let it pass; in milliseconds. */
export interface Clock {
  /** Since 1970. */
  readonly now: () => number;
  /** Fails when the signal is aborted. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** At or above 0 and below 1. */
  readonly random: () => number;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    await setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal });
  },
  random: () => Math.random(),
};

/**
 * How often in a row a request may fail. Throttling is part of the work: others in the account share the rate. Whoever renews credentials
 * in vain once would do so again.
 */
const ATTEMPTS: Readonly<Record<AwsFault, number>> = {
  throttled: 40,
  transient: 8,
  clock: 3,
  expired: 2,
  stale: 1,
  unknown: 1,
  refused: 1,
};

/** Milliseconds: what the first wait is drawn from, and the longest. */
const BACK_OFF: Readonly<Partial<Record<AwsFault, readonly [number, number]>>> = {
  throttled: [1000, 30_000],
  transient: [500, 20_000],
};

/** Beyond it AWS's wish to wait is cut off: a run that stands still for longer looks as if it had ended. Milliseconds. */
const LONGEST_WAIT = 15 * 60_000;

export interface PatienceOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Milliseconds from one request's start to the next one's, at least. */
  readonly interval: number;
  /** Makes the next request use other credentials. */
  readonly renew: () => void;
}

/**
 * Makes requests of one service in one Region no faster than its rate, and makes those again that failed for a while. The SDK makes none
 * again itself: its attempts would not be paced.
 */
export class Patience {
  private readonly options: PatienceOptions;
  private nextAt = -Infinity;

  constructor(options: PatienceOptions) {
    this.options = options;
  }

  /** @throws what the last attempt failed with, and the signal's reason */
  async request<T>(send: () => Promise<T>): Promise<T> {
    const failed = new Map<AwsFault, number>();
    for (;;) {
      await this.takeTurn();
      try {
        return await send();
      } catch (error) {
        this.options.signal.throwIfAborted();
        const fault = faultOf(error);
        const times = (failed.get(fault) ?? 0) + 1;
        failed.set(fault, times);
        if (times >= ATTEMPTS[fault]) throw error;
        if (fault === 'expired') this.options.renew();
        await this.backOff(fault, times, error);
      }
    }
  }

  private async takeTurn(): Promise<void> {
    const { clock, signal, interval } = this.options;
    signal.throwIfAborted();
    const wait = this.nextAt - clock.now();
    if (wait > 0) await clock.sleep(wait, signal);
    this.nextAt = clock.now() + interval;
  }

  /** With full jitter, so that those who were refused together do not come back together. */
  private async backOff(fault: AwsFault, times: number, error: unknown): Promise<void> {
    const { clock, signal } = this.options;
    const [base, longest] = BACK_OFF[fault] ?? [0, 0];
    const drawn = clock.random() * Math.min(longest, base * 2 ** (times - 1));
    const wait = Math.min(LONGEST_WAIT, Math.max(drawn, retryAfterOf(error, clock.now())));
    if (wait > 0) await clock.sleep(wait, signal);
  }
}
