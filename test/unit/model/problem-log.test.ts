import { describe, expect, test } from '@jest/globals';
import { LISTED_PROBLEMS, ProblemLog } from '../../../src/model/problem-log.js';
import { type Problem } from '../../../src/model/problem.js';

const broken = (byteOffset: number, uri = 'a.json'): Problem => ({ code: 'CTA4020', uri, byteOffset, message: `At ${byteOffset}.` });

describe('ProblemLog', () => {
  test('lists the first hundred of one file and code, and the rest as one entry', () => {
    const log = new ProblemLog();
    for (let i = 0; i < LISTED_PROBLEMS + 50; i++) log.add(broken(i));
    const problems = log.problems();
    expect(problems).toHaveLength(LISTED_PROBLEMS + 1);
    expect(problems.slice(0, 2)).toEqual([broken(0), broken(1)]);
    expect(problems.at(-1)).toMatchObject({ code: 'CTA4020', uri: 'a.json', count: 50, byteOffset: 100, lastByteOffset: 149 });
  });

  test('counts each file and each code for itself', () => {
    const log = new ProblemLog();
    for (let i = 0; i < LISTED_PROBLEMS; i++) log.add(broken(i));
    log.add(broken(7, 'b.json'));
    log.add({ code: 'CTA4004', uri: 'a.json', message: 'The file is empty.' });
    expect(log.problems().filter(({ count }) => count !== undefined)).toEqual([]);
    expect(log.problems()).toHaveLength(LISTED_PROBLEMS + 2);
  });

  test('takes the rest of another log', () => {
    const [one, other] = [new ProblemLog(), new ProblemLog()];
    for (let i = 0; i < LISTED_PROBLEMS + 50; i++) one.add(broken(i));
    for (const problem of one.problems()) other.add(problem);
    expect(other.problems()).toEqual(one.problems());
  });

  test('has no offset for the rest of problems that are at no byte', () => {
    const log = new ProblemLog();
    for (let i = 0; i <= LISTED_PROBLEMS; i++) log.add({ code: 'CTA4001', uri: 'a.json', message: 'No.' });
    expect(log.problems().at(-1)).toEqual({ code: 'CTA4001', uri: 'a.json', count: 1, message: expect.any(String) });
  });

  test('is empty until something is added', () => {
    const log = new ProblemLog();
    expect([log.isEmpty, log.problems()]).toEqual([true, []]);
    log.add(broken(1));
    expect(log.isEmpty).toBe(false);
  });
});
