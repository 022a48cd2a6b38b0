import { Command, Errors, Flags } from '@oclif/core';

import { printable } from '../model/safe-text.js';
import { OutputError } from '../pipeline/report-output.js';
import { NoSuchInputError } from '../pipeline/scan/scan-options.js';
import { NoSuchRuleError } from '../pipeline/no-such-rule-error.js';
import { EXIT, type ExitCode } from './exit-codes.js';

/** What the user asked for cannot be done as asked. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** Owns the exit codes: oclif's own answer to any error would be 2. */
export abstract class BaseCommand extends Command {
  static override readonly baseFlags = {
    debug: Flags.boolean({ description: 'Show the stack of an error.', helpGroup: 'GLOBAL' }),
  };

  /** Does the work and gives the exit code. */
  protected abstract execute(): Promise<ExitCode>;

  override async run(): Promise<void> {
    process.exitCode = await this.execute();
  }

  protected override catch(error: Error): Promise<void> {
    if (error instanceof Errors.ExitError && error.oclif.exit === EXIT.pass) throw error;
    process.exitCode = report(error, this.argv.includes('--debug'));
    return Promise.resolve();
  }

  /** One line to standard error, made safe for a terminal. */
  protected say(message: string): void {
    process.stderr.write(`${message}\n`);
  }
}

/** Tells the user about an error in one line, and gives the exit code for it. */
export function report(error: unknown, debug: boolean): ExitCode {
  const code = exitCodeOf(error);
  process.stderr.write(`ctaudit: ${messageOf(error)}\n`);
  if (code === EXIT.internal) process.stderr.write('This is an error in ctaudit itself. Please report it, with what --debug shows.\n');
  if (debug && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
  return code;
}

/** oclif lays its messages out in lines; a line end in any other message came with a name that somebody chose. */
function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof Errors.CLIError)) return printable(message);
  return message.replaceAll('\t', '  ').split('\n').map(printable).join('\n');
}

function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof OutputError) return EXIT.output;
  if (error instanceof NoSuchInputError || error instanceof NoSuchRuleError || error instanceof UsageError || error instanceof Errors.CLIError) return EXIT.usage;
  return EXIT.internal;
}
