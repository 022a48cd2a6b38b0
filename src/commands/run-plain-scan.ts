import { parse } from '@oclif/core/parser';

import { BASE_FLAGS } from './base-flags.js';
import { reportError } from './report-error.js';
import { runScan, type RunFlags } from './run-scan.js';
import { SCAN_ARGS, SCAN_FLAGS } from './scan-input.js';

/**
 * Runs `ctaudit scan` with oclif's parser alone, because loading the rest of oclif costs half as much as node itself. Gives false,
 * with nothing done, for another command, a call for help and whatever the parser refuses: those are for oclif to answer.
 */
export async function runPlainScan(argv: readonly string[]): Promise<boolean> {
  const [command, ...words] = argv;
  if (command !== 'scan' || words.includes('--help')) return false;
  const parsed = await parsePlainly(words);
  if (parsed === undefined) return false;
  try {
    process.exitCode = await runScan(parsed.inputs, parsed.flags);
  } catch (error) {
    process.exitCode = reportError(error, { debug: words.includes('--debug') });
  }
  return true;
}

async function parsePlainly(words: string[]): Promise<{ readonly inputs: readonly string[]; readonly flags: RunFlags } | undefined> {
  try {
    const { argv, flags } = await parse(words, { args: SCAN_ARGS, flags: { ...BASE_FLAGS, ...SCAN_FLAGS }, strict: false });
    return { inputs: argv as readonly string[], flags };
  } catch {
    return undefined;
  }
}
