import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';

import { createDiagnostic } from '../../diagnostics/create-diagnostic.js';
import { type Diagnostic } from '../../diagnostics/diagnostic.js';
import { type RuleSet } from '../../ir/rule-set.js';
import { type LogFile } from '../../sources/log-file.js';
import { errorCode } from '../../sources/log-read-error.js';
import { HashSet } from '../../triage/hash-set.js';
import { OutputError } from '../report-output.js';
import { type FileScan } from './file-scanner.js';
import { type Selection } from './select-events.js';

/** What a scan evaluates its files with: another time it could find something else in them. Times are no part of it: files with events outside are not remembered. */
export interface MemoryOwner {
  readonly ruleSet: RuleSet;
  readonly selection?: Partial<Selection> | undefined;
}

/** A file that holds no memory. */
export class MemoryError extends Error {
  constructor(path: string, reason: string) {
    super(`${path} is not what --state wrote (${reason}). Name another file, or remove it to begin anew`);
    this.name = 'MemoryError';
  }
}

interface StoredMemory {
  readonly kind: typeof KIND;
  readonly version: typeof VERSION;
  /** Of all scans that have added to it. */
  readonly owners: readonly string[];
  readonly files: string;
  readonly events: string;
  /** SHA-256 of the two before. */
  readonly sha256: string;
}

const KIND = 'ctaudit-state';
const VERSION = 1;

/** What scans have read so far, in one file, so that the next one reads what is new. */
export class ScanMemory {
  /** The events that some rule matched, for copies that are delivered later. */
  readonly events: HashSet;
  /** What the user should know of what is remembered. */
  readonly diagnostics: readonly Diagnostic[];
  private readonly path: string;
  private readonly owners: ReadonlySet<string>;
  private readonly files: HashSet;

  private constructor(path: string, owner: string, stored: StoredMemory | undefined) {
    this.path = path;
    this.owners = new Set([...(stored?.owners ?? []), owner]);
    this.diagnostics = this.owners.size === 1 ? [] : [foreignState(path)];
    this.files = setOf(path, stored?.files);
    this.events = setOf(path, stored?.events);
  }

  /**
   * Nothing is remembered where there is no such file.
   * @throws MemoryError
   */
  static load(path: string, { ruleSet, selection = {} }: MemoryOwner): ScanMemory {
    const { accounts = [], regions = [] } = selection;
    const owner = sha256(JSON.stringify([ruleSet, [...accounts].sort(), [...regions].sort()])).toString('hex');
    return new ScanMemory(path, owner, readMemory(path));
  }

  /** What the reader of a report should know of what is remembered. */
  get notes(): readonly string[] {
    return this.diagnostics.map(({ code, message }) => `${message.charAt(0).toUpperCase()}${message.slice(1)} (${code}).`);
  }

  /** Whether a file was read before, and is as it was. */
  isKnown(file: Pick<LogFile, 'uri' | 'version'>): boolean {
    const hash = hashOf(file);
    return hash !== undefined && this.files.has(hash);
  }

  /**
   * Takes a file that was read, unless something is wrong with it, which every run over it is to say; it has events that were not asked for and
   * may be another time; or nothing would tell its next version.
   */
  addFile(file: LogFile, { problems, notSelected }: Pick<FileScan, 'problems' | 'notSelected'>): void {
    const hash = hashOf(file);
    if (hash !== undefined && notSelected === 0 && problems.length === 0) this.files.add(hash);
  }

  /**
   * Writes the file, whole or not at all.
   * @throws OutputError
   */
  async save(): Promise<void> {
    const files = Buffer.from(this.files.toBytes()).toString('base64');
    const events = Buffer.from(this.events.toBytes()).toString('base64');
    const sum = sumOf(files, events);
    const stored: StoredMemory = { kind: KIND, version: VERSION, owners: [...this.owners].sort(), files, events, sha256: sum };
    const unfinished = `${this.path}.${randomUUID()}.part`;
    try {
      const file = await open(unfinished, 'wx');
      try {
        await file.writeFile(`${JSON.stringify(stored)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, this.path);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw new OutputError(this.path, error);
    }
  }
}

function foreignState(path: string): Diagnostic {
  const message = 'this state is of scans with other rules, parameters, accounts or Regions, too: what they read is not evaluated again';
  return createDiagnostic('CTA2009', { file: path, line: 1, column: 1, length: 1 }, message, 'to evaluate all files, name a new one');
}

function hashOf({ uri, version }: Pick<LogFile, 'uri' | 'version'>): Uint8Array | undefined {
  return version === undefined ? undefined : sha256(JSON.stringify([uri, version]));
}

function sumOf(files: string, events: string): string {
  return sha256(JSON.stringify([files, events])).toString('hex');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function readMemory(path: string): StoredMemory | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new MemoryError(path, errorCode(error) ?? String(error));
  }
  return checked(path, parse(path, text));
}

function checked(path: string, stored: Partial<Record<keyof StoredMemory, unknown>> | null): StoredMemory {
  if (stored?.kind !== KIND) throw new MemoryError(path, 'it is something else');
  if (stored.version !== VERSION) throw new MemoryError(path, 'it is of another version of ctaudit');
  const { owners, files, events, sha256: sum } = stored;
  if (!Array.isArray(owners) || typeof files !== 'string' || typeof events !== 'string') throw new MemoryError(path, 'it lacks a part');
  if (sum !== sumOf(files, events)) throw new MemoryError(path, 'it is damaged');
  return stored as StoredMemory;
}

function parse(path: string, text: string): Partial<Record<keyof StoredMemory, unknown>> | null {
  try {
    return JSON.parse(text) as Partial<Record<keyof StoredMemory, unknown>> | null;
  } catch {
    throw new MemoryError(path, 'it is no JSON');
  }
}

function setOf(path: string, base64 = ''): HashSet {
  try {
    return HashSet.fromBytes(Buffer.from(base64, 'base64'));
  } catch {
    throw new MemoryError(path, 'it was cut short');
  }
}
