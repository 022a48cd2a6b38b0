import { UnreadableFileError } from '../diagnostics/unreadable-file-error.js';
import { printable } from '../model/safe-text.js';
import { NoSuchInputError } from '../pipeline/no-such-input-error.js';
import { NoSuchRuleError } from '../pipeline/no-such-rule-error.js';
import { PublicKeysError } from '../pipeline/public-keys-error.js';
import { OutputError, SharedReportError } from '../pipeline/report-output.js';
import { MemoryError } from '../pipeline/scan/scan-memory.js';
import { InvalidSourceError } from '../pipeline/source-error.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { UsageError } from './usage-error.js';

/** What the user can put right. */
const USAGE_ERRORS = [
  InvalidSourceError,
  MemoryError,
  NoSuchInputError,
  NoSuchRuleError,
  PublicKeysError,
  SharedReportError,
  UnreadableFileError,
  UsageError,
];

export interface ReportErrorOptions {
  /** Whether to show the stack. */
  readonly debug: boolean;
  readonly code?: ExitCode;
  /** Makes the message safe for a terminal. In one line, if not told otherwise: a line end came with a name that somebody chose. */
  readonly layOut?: (message: string) => string;
}

/** Tells the user about an error, and gives the exit code for it. */
export function reportError(error: unknown, { debug, code = exitCodeOf(error), layOut = printable }: ReportErrorOptions): ExitCode {
  process.stderr.write(`ctaudit: ${layOut(error instanceof Error ? error.message : String(error))}\n`);
  if (code === EXIT.internal) process.stderr.write('This is an error in ctaudit itself. Please report it, with what --debug shows.\n');
  if (debug && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
  return code;
}

function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof OutputError) return EXIT.output;
  return USAGE_ERRORS.some((kind) => error instanceof kind) ? EXIT.usage : EXIT.internal;
}
