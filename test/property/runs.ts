import { type Parameters } from 'fast-check';

/**
 * The same runs every time, so that a red build is red again; PROPERTY_SEED and PROPERTY_RUNS look further. A failure prints its seed and
 * its smallest case.
 */
export function runs<T>(count: number): Parameters<T> {
  const { PROPERTY_SEED: seed, PROPERTY_RUNS: more } = process.env;
  return { seed: Number(seed ?? 20_260_102), numRuns: Number(more ?? count) };
}
