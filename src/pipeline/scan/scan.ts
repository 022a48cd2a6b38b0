import { type RecordScreen } from '../../envelopes/record-screen.js';
import { readLogFile } from '../../envelopes/read-log-file.js';
import { type Engine } from '../../engine/hit.js';
import { FastEngine } from '../../engine/fast-engine.js';
import { OracleEngine } from '../../engine/oracle/oracle-engine.js';
import { type Problem } from '../../model/problem.js';
import { type ScanReport } from '../../model/report.js';
import { listLogFiles, type LogFileList } from '../../sources/list-log-files.js';
import { type LogFile } from '../../sources/log-file.js';
import { buildReport } from './build-report.js';
import { EventIntake } from './event-intake.js';
import { screenFor } from './event-screen.js';
import { NoSuchInputError, type ScanOptions } from './scan-options.js';
import { Breath } from './breath.js';
import { type FileTally, Tally } from './tally.js';

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

  // 2. Every record of every file goes to the engine; files come by URI, so the first copy of an event is the one that stays.
  const tally = new Tally();
  tally.addUnopened(list.skipped, list.damaged);
  const engine = openEngine(options);
  const intake = new EventIntake(engine, tally, options);
  const screen = engine instanceof FastEngine ? screenFor(engine, intake, options.selection) : undefined;
  const problems: Problem[] = [...list.problems];
  const interrupted = await readFiles(list, { intake, screen, tally, problems, options });
  // Whoever writes to standard input may be silent for hours, and the process lives on as long as it is read.
  if (interrupted && options.standardInput === undefined) process.stdin.destroy();

  // 3. What the run came to.
  return buildReport({ options, engine, tally, problems, interrupted, findings: intake.findings() });
}

function openEngine({ engine, ruleSet }: ScanOptions): Engine {
  return engine === 'json-rules-engine' ? new OracleEngine(ruleSet) : new FastEngine(ruleSet);
}

interface Reading {
  readonly intake: EventIntake;
  readonly screen: RecordScreen | undefined;
  readonly tally: Tally;
  readonly problems: Problem[];
  readonly options: ScanOptions;
}

/** Gives whether the scan was ended early. */
async function readFiles(list: LogFileList, reading: Reading): Promise<boolean> {
  const { tally, options } = reading;
  const total = list.files.reduce((sum, file) => sum + file.size, 0);
  const done = { files: 0, bytes: 0 };
  const breath = new Breath();
  for (const file of list.files) {
    await breath.take();
    if (options.signal?.aborted === true) return true;
    const report = (): void =>
      options.onProgress?.({
        files: { done: done.files, total: list.files.length },
        bytes: { done: done.bytes, total },
        records: reading.intake.records,
      });
    tally.addFile(await readFile(file, reading, report));
    done.files++;
    done.bytes += file.size;
    report();
  }
  return options.signal?.aborted === true;
}

async function readFile(file: LogFile, { intake, screen, problems, options }: Reading, report: () => void): Promise<FileTally> {
  const before = intake.records;
  const batches = readLogFile({ uri: file.uri, named: file.named, content: await file.open(options.signal) }, { screen });
  for (;;) {
    const next = await unlessAborted(batches.next(), options.signal);
    if (next?.done === true) {
      problems.push(...next.value.problems, ...intake.endFile());
      return next.value;
    }
    if (next !== undefined) await intake.take(file.uri, next.value.records);
    report();
    if (options.signal?.aborted === true) {
      problems.push(...intake.endFile());
      // The rest of the file was not looked at: what it held is in no count, and the run says that it was interrupted.
      return { outcome: 'read', bytes: 0, evaluated: intake.records - before, damaged: 0, skipped: 0 };
    }
  }
}

/** What the promise gives, or undefined when the scan is ended first. Promise.race would keep every batch alive as long as the signal. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T | undefined> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      resolve(undefined);
    };
    signal.addEventListener('abort', abort);
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', abort);
    });
  });
}
