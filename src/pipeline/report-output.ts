import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chmod, rename, rm } from 'node:fs/promises';
import { devNull } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

import { type MatchRow } from '../model/finding.js';
import { type ScanReport } from '../model/report.js';
import { type ReporterOptions } from '../reporters/reporter.js';
import { type ReportFormat, REPORTERS } from '../reporters/reporters.js';
import { type ReportDestination, reportDestination } from './report-destination.js';
import { type ReportTarget } from './report-target.js';

/** A report could not be written, so nobody may rely on it. */
export class OutputError extends Error {
  constructor(path: string, cause: unknown) {
    super(`cannot write ${path}: ${reasonOf(cause)}`, { cause });
    this.name = 'OutputError';
  }
}

/** Two reports for one file: the second would replace the first, or stand in the middle of it. */
export class SharedReportError extends Error {
  constructor(paths: readonly [string, string]) {
    super(
      paths[0] === paths[1]
        ? `two reports cannot share the file ${paths[0]}`
        : `${paths[0]} and ${paths[1]} are one file, which two reports cannot share`,
    );
    this.name = 'SharedReportError';
  }
}

/** Why the system refused, in words: its own message would name the file that the report is written to until it is whole. */
function reasonOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const words: Readonly<Record<string, string>> = {
    ENOENT: 'its folder does not exist',
    ENOTDIR: 'its folder is a file',
    EISDIR: 'it is a folder',
    EACCES: 'permission denied',
    EROFS: 'the file system is read-only',
    ELOOP: 'its links lead in a circle',
    ENOSPC: 'the disk is full',
    EPIPE: 'its reader has closed it',
  };
  return words[code] ?? (error instanceof Error ? error.message : String(error));
}

/** Gathers small pieces, because one write for each costs more than making them. */
const PIECE_BYTES = 64 * 1024;

/** A destination with the stream that leads to it. A file is written under another name first. */
type Opened =
  | { readonly kind: 'standard-output'; readonly stream: Writable }
  | { readonly kind: 'stream'; readonly stream: Writable }
  | { readonly kind: 'file'; readonly stream: Writable; readonly temporary: string; readonly path: string; readonly mode?: number };

function open(destination: ReportDestination, standardOutput: Writable): Opened {
  switch (destination.kind) {
    case 'standard-output':
      return { kind: 'standard-output', stream: standardOutput };
    case 'stream':
      // Appending leaves what a shell has written to the same file before.
      return { kind: 'stream', stream: createWriteStream(destination.path, { flags: 'a' }) };
    case 'file': {
      const { path, mode } = destination;
      const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}`);
      // A report must not be open to more people than the one it replaces, not even for the time of the scan.
      return { ...destination, temporary, stream: createWriteStream(temporary, { flags: 'wx', ...(mode !== undefined && { mode }) }) };
    }
  }
}

/** One report on its way out. A file appears under its name when it is whole, or not at all. */
class Output {
  readonly target: ReportTarget;
  private readonly shown: string;
  private readonly opened: Opened;
  private failure: unknown;
  private pending = '';

  constructor(target: ReportTarget, destination: ReportDestination, standardOutput: Writable) {
    this.target = target;
    this.shown = shownName(target);
    this.opened = open(destination, standardOutput);
    this.opened.stream.on('error', this.onError);
  }

  async write(piece: string): Promise<void> {
    this.pending += piece;
    if (this.pending.length >= PIECE_BYTES) await this.flush();
  }

  async writeAll(pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
    for await (const piece of pieces) await this.write(piece);
  }

  /** Writes out what is left and gives the file its name. */
  async finish(): Promise<void> {
    await this.flush();
    const { opened } = this;
    try {
      if (opened.kind === 'standard-output') await this.written();
      else {
        opened.stream.end();
        await finished(opened.stream);
      }
      if (opened.kind === 'file') {
        // The process's own mask has narrowed the mode that the file was opened with.
        if (opened.mode !== undefined) await chmod(opened.temporary, opened.mode);
        await rename(opened.temporary, opened.path);
      }
    } catch (error) {
      throw new OutputError(this.shown, this.failure ?? error);
    } finally {
      opened.stream.off('error', this.onError);
    }
  }

  /** Leaves nothing behind of a file that will not be whole. */
  async discard(): Promise<void> {
    if (this.opened.kind === 'standard-output') return;
    this.opened.stream.destroy();
    if (this.opened.kind === 'file') await rm(this.opened.temporary, { force: true });
  }

  private readonly onError = (error: unknown): void => {
    this.failure = error;
  };

  private async flush(): Promise<void> {
    const piece = this.pending;
    this.pending = '';
    try {
      if (this.failure === undefined && piece !== '' && !this.opened.stream.write(piece)) await once(this.opened.stream, 'drain');
    } catch (error) {
      this.failure ??= error;
    }
    if (this.failure !== undefined) throw new OutputError(this.shown, this.failure);
  }

  /** Resolves when standard output, which stays open, has taken everything. */
  private written(): Promise<void> {
    return new Promise((resolveWritten, reject) => {
      this.opened.stream.write('', (error) => {
        if (error) reject(error);
        else resolveWritten();
      });
    });
  }
}

const shownName = ({ path }: ReportTarget): string => path ?? 'standard output';

/** Before any of them is opened, so that a destination that cannot be told leaves nothing behind. */
function destinationsOf(targets: readonly ReportTarget[], cwd: string): readonly ReportDestination[] {
  return targets.map((target) => {
    try {
      return reportDestination(target.path, cwd);
    } catch (error) {
      throw new OutputError(shownName(target), error);
    }
  });
}

/** The null device alone takes any number of reports. */
function checkApart(targets: readonly ReportTarget[], destinations: readonly ReportDestination[]): void {
  const taken = new Map<string, string>();
  for (const [i, destination] of destinations.entries()) {
    if (destination.kind === 'standard-output' || destination.path === devNull) continue;
    const shown = targets[i]?.path ?? destination.path;
    const other = taken.get(destination.path);
    if (other !== undefined) throw new SharedReportError([other, shown]);
    taken.set(destination.path, shown);
  }
}

/** Writes the reports of one run: rows while it goes on, the rest at its end. */
export class ReportOutputs {
  private readonly outputs: readonly Output[];
  private readonly options: ReporterOptions;
  /** Whether some report has a row for each match; without one, nobody need make any. */
  readonly hasRows: boolean;

  /** @throws OutputError, and SharedReportError */
  constructor(
    targets: readonly ReportTarget[],
    settings: { readonly cwd: string; readonly standardOutput: Writable; readonly reporter: ReporterOptions },
  ) {
    const destinations = destinationsOf(targets, settings.cwd);
    checkApart(targets, destinations);
    this.outputs = targets.map((target, i) => new Output(target, destinations[i] ?? { kind: 'standard-output' }, settings.standardOutput));
    this.options = settings.reporter;
    this.hasRows = targets.some(({ format }) => REPORTERS[format].kind === 'rows');
  }

  /** @throws OutputError */
  async writeRow(row: MatchRow): Promise<void> {
    for (const output of this.outputs) {
      const reporter = REPORTERS[output.target.format];
      if (reporter.kind === 'rows') await output.write(reporter.renderRow(row));
    }
  }

  /** @throws OutputError after every report that could be written has been */
  async finish(report: ScanReport): Promise<void> {
    await this.finishWith((format) => {
      const reporter = REPORTERS[format];
      return reporter.kind === 'report' ? reporter.render(report, this.options) : [];
    });
  }

  /**
   * For a report of another kind than a scan's.
   * @throws OutputError after every report that could be written has been
   */
  async finishWith(render: (format: ReportFormat) => Iterable<string> | AsyncIterable<string>): Promise<void> {
    const failures: unknown[] = [];
    for (const output of this.outputs) {
      try {
        await output.writeAll(render(output.target.format));
        await output.finish();
      } catch (error) {
        failures.push(error);
        await output.discard();
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  /** For a run that did not come to an end: no file appears. */
  async discard(): Promise<void> {
    for (const output of this.outputs) await output.discard();
  }
}
