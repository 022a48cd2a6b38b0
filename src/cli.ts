import { Config, Errors, flush, run } from '@oclif/core';
import { fileURLToPath } from 'node:url';

import { report } from './commands/base-command.js';

export { COMMANDS } from './commands/index.js';

/** Runs one command line; the exit code is in process.exitCode, so that what was written is flushed first. */
export async function main(argv: string[]): Promise<void> {
  try {
    const config = await Config.load(fileURLToPath(new URL('../package.json', import.meta.url)));
    await run(argv, config);
    await flush();
  } catch (error) {
    if (error instanceof Errors.ExitError && error.oclif.exit === 0) return;
    process.exitCode = report(error, argv.includes('--debug'));
  }
}
