/** Published: scripts rely on them. */
export const EXIT = {
  /** The gate passed. */
  pass: 0,
  /** The gate failed. */
  fail: 1,
  /** A wrong flag, rule, pack or policy, or an argument that matches nothing. */
  usage: 2,
  /** The input was incomplete, and the gate otherwise passed. */
  incomplete: 3,
  /** Our own error. */
  internal: 70,
  /** An output could not be written. */
  output: 74,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
