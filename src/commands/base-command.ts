import { Command, Errors } from '@oclif/core';

import { printable } from '../model/safe-text.js';
import { BASE_FLAGS } from './base-flags.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { reportError } from './report-error.js';

/** Owns the exit codes: oclif's own answer to any error would be 2. */
export abstract class BaseCommand extends Command {
  static override readonly baseFlags = BASE_FLAGS;

  /** Does the work and gives the exit code. */
  protected abstract execute(): Promise<ExitCode>;

  override async run(): Promise<void> {
    process.exitCode = await this.execute();
  }

  protected override catch(error: Error): Promise<void> {
    if (isGoodEnd(error)) throw error;
    process.exitCode = reportAnyError(error, this.argv.includes('--debug'));
    return Promise.resolve();
  }

  /** One line to standard error, made safe for a terminal. */
  protected say(message: string): void {
    process.stderr.write(`${message}\n`);
  }
}

/** oclif ends some commands, such as help, by throwing. */
export function isGoodEnd(error: unknown): boolean {
  return error instanceof Errors.ExitError && error.oclif.exit === EXIT.pass;
}

/** Tells about any error, oclif's own among them, and gives the exit code. */
export function reportAnyError(error: unknown, debug: boolean): ExitCode {
  return reportError(error, error instanceof Errors.CLIError ? { debug, code: EXIT.usage, layOut: printableLines } : { debug });
}

/** oclif lays its messages out in lines, some set off with a tab. */
function printableLines(message: string): string {
  return message.replaceAll('\t', '  ').split('\n').map(printable).join('\n');
}
