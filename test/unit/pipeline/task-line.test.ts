import { setImmediate, setTimeout } from 'node:timers/promises';

import { describe, expect, test } from '@jest/globals';

import { TaskLine, type TaskWork } from '../../../src/pipeline/scan/task-line.js';

/** Steps from 0 on; odd ones are not shared unless said otherwise. */
class Steps implements TaskWork<number, string> {
  ahead = 4;
  /** What was done, and by whom. */
  readonly log: string[] = [];
  free = 0;
  pulled = 0;
  private readonly count: number;
  private readonly wait: (step: number) => Promise<unknown>;

  constructor(count: number, wait: (step: number) => Promise<unknown> = () => setImmediate()) {
    this.count = count;
    this.wait = wait;
  }

  readonly isShared = (step: number): boolean => step % 5 !== 3;

  nextStep(): Promise<number | undefined> {
    return Promise.resolve(this.pulled < this.count ? this.pulled++ : undefined);
  }

  startElsewhere(step: number): Promise<string> | undefined {
    if (this.free === 0) return undefined;
    this.free--;
    return this.do(step, 'elsewhere').finally(() => this.free++);
  }

  doHere(step: number): Promise<string> {
    return this.do(step, 'here');
  }

  private async do(step: number, where: string): Promise<string> {
    await this.wait(step);
    this.log.push(where);
    if (step === 666) throw new Error('a mistake');
    return `${step} done`;
  }
}

async function drain(line: TaskLine<number, string>): Promise<readonly (string | undefined)[]> {
  const results: (string | undefined)[] = [];
  for (let next = await line.next(); next !== undefined; next = await line.next()) {
    expect(next.step).toBe(results.length);
    results.push(next.result);
  }
  return results;
}

const expected = (count: number): readonly (string | undefined)[] =>
  Array.from({ length: count }, (_, step) => (step % 5 === 3 ? undefined : `${step} done`));

describe('a line of tasks', () => {
  test.each([0, 1, 3, 9])('gives the results of all steps in their order, with %d other threads', async (free) => {
    const steps = new Steps(50, (step) => setTimeout((step * 7) % 5));
    steps.free = free;
    steps.ahead = Math.max(1, free * 3);
    expect(await drain(new TaskLine(steps))).toEqual(expected(50));
    expect(steps.log).toHaveLength(40);
    expect(steps.log.includes('elsewhere')).toBe(free > 0);
    expect(steps.free).toBe(free);
  });

  test('does in this thread what the others have no time for', async () => {
    const steps = new Steps(40);
    steps.free = 1;
    steps.ahead = 6;
    await drain(new TaskLine(steps));
    expect(steps.log.filter((where) => where === 'here').length).toBeGreaterThan(5);
    expect(steps.log.filter((where) => where === 'elsewhere').length).toBeGreaterThan(5);
  });

  test('never has more steps begun than it may', async () => {
    const steps = new Steps(40);
    const line = new TaskLine(steps);
    for (let given = 0; (await line.next()) !== undefined; given++) expect(steps.pulled - given).toBeLessThanOrEqual(steps.ahead + 1);
  });
});

describe('a line of tasks whose source is odd', () => {
  test('gives what is there while the source keeps it waiting', async () => {
    const steps = new Steps(2);
    const never = new Promise<undefined>(() => undefined);
    const nextStep = (): Promise<number | undefined> => (steps.pulled < 2 ? Promise.resolve(steps.pulled++) : never);
    const line = new TaskLine<number, string>({
      ahead: 4,
      nextStep,
      isShared: steps.isShared,
      startElsewhere: () => undefined,
      doHere: (step) => steps.doHere(step),
    });
    expect((await line.next())?.result).toBe('0 done');
    expect((await line.next())?.result).toBe('1 done');
  });

  test('gives steps without waiting for their results, too', async () => {
    const steps = new Steps(5, () => setTimeout(20));
    steps.free = 9;
    const line = new TaskLine(steps);
    expect((await line.next())?.result).toBe('0 done');
    expect(await line.take()).toBe(1);
    expect((await line.next())?.result).toBe('2 done');
    expect([await line.take(), await line.take(), await line.take()]).toEqual([3, 4, undefined]);
  });

  test('passes on what went wrong, in its place', async () => {
    const steps = new Steps(2);
    const line = new TaskLine<number, string>({
      ahead: 4,
      isShared: () => true,
      nextStep: async () => {
        const step = await steps.nextStep();
        if (step === undefined) throw new Error('the source failed');
        return step === 1 ? 666 : step;
      },
      startElsewhere: () => undefined,
      doHere: (step) => steps.doHere(step),
    });
    expect((await line.next())?.result).toBe('0 done');
    await expect(line.next()).rejects.toThrow('a mistake');
    await expect(line.next()).rejects.toThrow('the source failed');
  });
});
