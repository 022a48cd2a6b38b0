import { Config, flush, run } from '@oclif/core';

import { isGoodEnd, reportAnyError } from './base-command.js';

/** Runs any command line, with oclif's help and its errors; `root` is the folder of package.json. */
export async function runOclif(argv: string[], root: string): Promise<void> {
  try {
    await run(argv, await Config.load(root));
    await flush();
  } catch (error) {
    if (!isGoodEnd(error)) process.exitCode = reportAnyError(error, argv.includes('--debug'));
  }
}
