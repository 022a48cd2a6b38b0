import { type PartSource, type Pieces } from '../../envelopes/part-source.js';
import { type Problem } from '../../model/problem.js';
import { type ScanReport } from '../../model/report.js';
import { findLogs, type FoundLogs } from '../../sources/find-logs.js';
import { type LogFile } from '../../sources/log-file.js';
import { rulesThatRan } from '../../triage/control-results.js';
import { NoSuchInputError } from '../no-such-input-error.js';
import { Breath } from './breath.js';
import { buildReport } from './build-report.js';
import { type HistoryAttribute, historyAttribute } from './history-attribute.js';
import { type FileScan, FileScanner } from './file-scanner.js';
import { MatchIntake } from './match-intake.js';
import { type TakeHits } from './record-hits.js';
import { type ScanOptions } from './scan-options.js';
import { type ScannedPart } from './scanned-part.js';
import { Tally } from './tally.js';
import { UnjudgedFiles } from './unjudged-files.js';
import { planThreads, type Threads } from './plan-threads.js';

/**
 * Reads CloudTrail logs, evaluates every record and gives the findings with what was read and what was wrong.
 * @throws NoSuchInputError when an input names nothing
 */
export async function scan(options: ScanOptions): Promise<ScanReport> {
  // 1. Which files there are.
  const attribute = await historyAttribute(options);
  const logs = await findLogs(options.inputs, {
    cwd: options.cwd ?? process.cwd(),
    standardInput: options.standardInput ?? process.stdin,
    aws: options.aws,
    selection: { accounts: [], regions: [], ...options.selection },
    history: { allRegions: false, regions: [], ...options.history, filter: attribute },
    cacheDir: options.cacheDir,
    signal: options.signal,
    isKnown: options.memory && ((file) => options.memory?.isKnown(file) === true),
  });
  if (logs.unmatched.length > 0) throw new NoSuchInputError(logs.unmatched);

  // 2. Every record of every file is evaluated; files come by URI, so the first copy of an event is the one that stays.
  const reading = new Reading(logs, options);
  const examined = await reading.run();
  const interrupted = options.signal?.aborted === true;
  // Whoever writes to standard input may be silent for hours, and the process lives on as long as it is read.
  if (interrupted && options.standardInput === undefined) process.stdin.destroy();

  // 3. What the run came to.
  const { intake, tally, problems } = reading;
  return buildReport({
    options,
    input: tally.counts(intake, options.memory !== undefined),
    census: tally.censusRows(),
    examined,
    problems,
    notes: notesOf(options, logs, attribute),
    interrupted,
    findings: intake.findings(),
  });
}

function notesOf({ memory }: ScanOptions, logs: FoundLogs, attribute: HistoryAttribute | undefined): readonly string[] {
  return [...(memory?.notes ?? []), ...logs.notes(), ...(attribute === undefined ? [] : [attribute.note])];
}

/** The files of one scan, on their way into one intake. */
class Reading {
  readonly tally = new Tally();
  readonly intake: MatchIntake;
  readonly problems: Problem[] = [];
  /** Files that a check of digest files did not come to. */
  private readonly unjudged: UnjudgedFiles | undefined;
  private readonly logs: FoundLogs;
  private readonly options: ScanOptions;
  private opened: FileScanner | undefined;
  private readonly done = { files: 0, bytes: 0, records: 0 };
  private readonly breath = new Breath();

  constructor(logs: FoundLogs, options: ScanOptions) {
    this.logs = logs;
    this.options = options;
    this.intake = new MatchIntake(options);
    this.unjudged = options.integrity && new UnjudgedFiles(options.integrity);
  }

  /** Gives for each control of the policy how many events it looked at. */
  async run(): Promise<readonly number[]> {
    const { policy, ruleSet } = this.options;
    const ids = new Set(ruleSet.rules.map(({ info }) => info.id));
    const asked = policy?.controls.map((control) => rulesThatRan(control, ids)) ?? [];
    const threads = planThreads(this.logs, this.options.jobs);
    const elsewhere = threads.jobs > 1 ? await this.readShared(threads, asked) : await this.readHere();
    this.addUnopened();
    const here = this.opened?.examined(asked) ?? [];
    return asked.map((_, i) => (here[i] ?? 0) + (elsewhere[i] ?? 0));
  }

  /** Opened when it is needed: where others read all files, it never is. */
  private get scanner(): FileScanner {
    return (this.opened ??= new FileScanner(this.options));
  }

  private async readHere(): Promise<readonly number[]> {
    for await (const file of this.logs.files) {
      await this.breath.take();
      if (this.options.signal?.aborted === true) break;
      await this.read(file);
    }
    return [];
  }

  private async readShared({ jobs, shareFrom }: Threads, asked: readonly (readonly string[])[]): Promise<readonly number[]> {
    // A scan in one thread need not load what more of them take.
    const { SharedReading } = await import('./shared-reading.js');
    const reading = new SharedReading({
      options: this.options,
      jobs,
      shareFrom,
      asked,
      takeHits: this.takeHits,
      readHere: (file, share) => this.read(file, share),
      addFile: (file, scan) => {
        this.done.records += scan.evaluated;
        this.addFile(file, scan);
      },
    });
    await reading.run(this.logs.files);
    return reading.examined;
  }

  private async read(file: LogFile, share?: (pieces: Pieces) => PartSource<ScannedPart>): Promise<void> {
    const { signal } = this.options;
    const onProgress = (): void => {
      this.report();
    };
    this.addFile(file, await this.scanner.scan(file, { takeHits: this.takeHits, signal, onProgress, share }));
  }

  private readonly takeHits: TakeHits = (record) => this.intake.take(record);

  private addFile(file: LogFile, scan: FileScan): void {
    this.tally.addFile(scan);
    this.problems.push(...scan.problems);
    // What was cut short is to be read again.
    if (this.options.signal?.aborted !== true) this.options.memory?.addFile(file, scan);
    if (scan.evaluated > 0) this.unjudged?.take(file.uri);
    this.done.files++;
    this.done.bytes += file.size;
    this.report();
  }

  private addUnopened(): void {
    const { problems, ...counts } = this.logs.counts();
    this.problems.unshift(...problems, ...(this.unjudged?.problems() ?? []));
    this.tally.addUnopened(counts);
  }

  private report(): void {
    this.options.onProgress?.({
      files: { done: this.done.files, total: this.logs.total?.files },
      bytes: { done: this.done.bytes, total: this.logs.total?.bytes },
      records: this.done.records + (this.opened?.records ?? 0),
    });
  }
}
