import { fileURLToPath } from 'node:url';

import { runPlainScan } from './commands/run-plain-scan.js';

/** Runs one command line; the exit code is in process.exitCode, so that what was written is flushed first. */
export async function main(argv: string[]): Promise<void> {
  if (await runPlainScan(argv)) return;
  const { runOclif } = await import('./commands/run-oclif.js');
  await runOclif(argv, fileURLToPath(new URL('..', import.meta.url)));
}
