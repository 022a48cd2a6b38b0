import { type Problem } from '../../model/problem.js';
import { type ScanReport } from '../../model/report.js';
import { listLogFiles, type LogFileList } from '../../sources/list-log-files.js';
import { Breath } from './breath.js';
import { buildReport } from './build-report.js';
import { FileScanner } from './file-scanner.js';
import { MatchIntake } from './match-intake.js';
import { NoSuchInputError, type ScanOptions } from './scan-options.js';
import { Tally } from './tally.js';

/**
 * Reads CloudTrail logs, evaluates every record and gives the findings with what was read and what was wrong.
 * @throws NoSuchInputError when an input names nothing
 */
export async function scan(options: ScanOptions): Promise<ScanReport> {
  // 1. Which files there are.
  const list = await listLogFiles(options.inputs, {
    cwd: options.cwd ?? process.cwd(),
    standardInput: options.standardInput ?? process.stdin,
  });
  if (list.unmatched.length > 0) throw new NoSuchInputError(list.unmatched);

  // 2. Every record of every file is evaluated; files come by URI, so the first copy of an event is the one that stays.
  const tally = new Tally();
  tally.addUnopened(list.skipped, list.damaged);
  const scanner = new FileScanner(options);
  const intake = new MatchIntake(options);
  const problems: Problem[] = [...list.problems];
  const interrupted = await readFiles(list, { scanner, intake, tally, problems, options });
  // Whoever writes to standard input may be silent for hours, and the process lives on as long as it is read.
  if (interrupted && options.standardInput === undefined) process.stdin.destroy();

  // 3. What the run came to.
  return buildReport({
    options,
    input: tally.counts(intake),
    examined: (ruleIds) => scanner.examined(ruleIds),
    problems,
    interrupted,
    findings: intake.findings(),
  });
}

interface Reading {
  readonly scanner: FileScanner;
  readonly intake: MatchIntake;
  readonly tally: Tally;
  readonly problems: Problem[];
  readonly options: ScanOptions;
}

/** Gives whether the scan was ended early. */
async function readFiles(list: LogFileList, { scanner, intake, tally, problems, options }: Reading): Promise<boolean> {
  const { signal, onProgress } = options;
  const total = list.files.reduce((sum, file) => sum + file.size, 0);
  const done = { files: 0, bytes: 0 };
  const breath = new Breath();
  for (const file of list.files) {
    await breath.take();
    if (signal?.aborted === true) return true;
    const report = (): void =>
      onProgress?.({
        files: { done: done.files, total: list.files.length },
        bytes: { done: done.bytes, total },
        records: scanner.records,
      });
    const scanned = await scanner.scan(file, { takeHits: (record) => intake.take(record), signal, onProgress: report });
    tally.addFile(scanned);
    problems.push(...scanned.problems);
    done.files++;
    done.bytes += file.size;
    report();
  }
  return signal?.aborted === true;
}
