import { type Evidence, type Explanation } from '../model/finding.js';
import { EvidenceTable, type TimedEvidence } from './evidence-table.js';
import { type Match, type MatchDescription } from './match.js';
import { joinTexts, splitTexts } from './text-list.js';
import { TextStore } from './text-store.js';

/** What a finding takes over from its smallest match. */
export interface StoredDescription extends Omit<MatchDescription, 'explanation'> {
  readonly explanation: Explanation;
  readonly eventSource: string;
}

const ROWS_A_CHUNK = 1024;
/** Places of a row's numbers in its chunk; `description` and `explanation` are places of texts. */
const DOUBLES = { count: 0, first: 1, last: 2, description: 3, explanation: 4, end: 5 } as const;

/** Bytes of texts that nobody reads any more: as many as of those that somebody does, and so many. */
const MOST_LEFT = 4 * 1024 * 1024;

/** How many explanations are known again when they come once more. */
const MOST_EXPLANATIONS = 5_000;

/**
 * Findings that grow with each match, in rows outside the JavaScript heap: a quarter of logs may have some hundred thousand of them. A row
 * takes 40 bytes, each evidence 76 and 8, and the texts that describe the smallest match about 200. Further matches take nothing.
 */
export class FindingTable {
  readonly #evidenceLimit: number;
  readonly #evidence = new EvidenceTable();
  readonly #chunks: Float64Array[] = [];
  /** Of each row the rows of its evidence, the smallest first. */
  readonly #evidenceRows: number[][] = [];
  #texts = new TextStore();
  /** Where explanations stand. */
  readonly #explanations = new Map<string, number>();
  #rows = 0;
  /** Bytes of texts that are read, as far as is known: of those of new findings, and of all when the others were dropped. */
  #live = 0;

  /** @param evidenceLimit how many evidences a finding shows, 0 or more */
  constructor(evidenceLimit: number) {
    this.#evidenceLimit = evidenceLimit;
  }

  /** Gives the row of the new finding. */
  open(match: Match): number {
    if (this.#rows === this.#chunks.length * ROWS_A_CHUNK) this.#chunks.push(new Float64Array(ROWS_A_CHUNK * DOUBLES.end));
    const row = this.#rows++;
    const doubles = this.#chunk(row);
    const double = doubleOf(row);
    doubles[double + DOUBLES.count] = 1;
    doubles[double + DOUBLES.first] = match.event.time ?? Infinity;
    doubles[double + DOUBLES.last] = match.event.time ?? -Infinity;
    // As a literal, because an empty array makes room for 16 rows when it gets its first, and most findings have one or two.
    this.#evidenceRows.push([this.#evidence.add(match.event)]);
    const before = this.#texts.bytes;
    this.#describe(row, match);
    this.#live += this.#texts.bytes - before;
    return row;
  }

  add(row: number, match: Match): void {
    const doubles = this.#chunk(row);
    const double = doubleOf(row);
    doubles[double + DOUBLES.count] = (doubles[double + DOUBLES.count] ?? 0) + 1;
    const { time } = match.event;
    if (time !== undefined) {
      if (time < (doubles[double + DOUBLES.first] ?? NaN)) doubles[double + DOUBLES.first] = time;
      if (time > (doubles[double + DOUBLES.last] ?? NaN)) doubles[double + DOUBLES.last] = time;
    }
    if (!this.#keepIfSmall(row, match.event)) return;
    this.#describe(row, match);
    if (this.#texts.bytes > 2 * this.#live + MOST_LEFT) this.#dropLeft();
  }

  count(row: number): number {
    return this.#double(row, DOUBLES.count);
  }

  /** Milliseconds since 1970 of the first and the last match; undefined when none has a valid time. */
  times(row: number): { readonly first: number; readonly last: number } | undefined {
    const first = this.#double(row, DOUBLES.first);
    return first === Infinity ? undefined : { first, last: this.#double(row, DOUBLES.last) };
  }

  /** The smallest first. */
  evidence(row: number): readonly Evidence[] {
    return this.#rowsOf(row)
      .slice(0, this.#evidenceLimit)
      .map((each) => withoutTime(this.#evidence.read(each)));
  }

  description(row: number): StoredDescription {
    const [message = '', account = '', region = '', eventSource = '', ...arns] = splitTexts(
      this.#texts.read(this.#double(row, DOUBLES.description)),
    );
    // The engine's own explanation, which `#describe` took over.
    const explanation = JSON.parse(this.#texts.read(this.#double(row, DOUBLES.explanation))) as Explanation;
    return { message, explanation, arns, account, region, eventSource };
  }

  /** Whether the evidence is now the smallest of its finding. */
  #keepIfSmall(row: number, evidence: TimedEvidence): boolean {
    const table = this.#evidence;
    const rows = this.#rowsOf(row);
    // The smallest is kept even when no evidence is shown, because it says which match describes the finding.
    const isFull = rows.length >= Math.max(1, this.#evidenceLimit);
    if (isFull && table.compare(rows.at(-1) ?? 0, evidence) <= 0) return false;
    const at = this.#position(rows, evidence);
    const largest = isFull ? rows.pop() : undefined;
    if (largest !== undefined) table.replace(largest, evidence);
    rows.splice(at, 0, largest ?? table.add(evidence));
    return at === 0;
  }

  /** The first position whose evidence is larger. */
  #position(rows: readonly number[], evidence: TimedEvidence): number {
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#evidence.compare(rows[middle] ?? 0, evidence) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #describe(row: number, match: Match): void {
    const { message, explanation, arns, account, region } = match.describe();
    const doubles = this.#chunk(row);
    doubles[doubleOf(row) + DOUBLES.description] = this.#texts.add(joinTexts([message, account, region, match.event.eventSource, ...arns]));
    let place = this.#explanations.get(explanation);
    if (place === undefined) {
      if (this.#explanations.size === MOST_EXPLANATIONS) this.#explanations.clear();
      this.#explanations.set(explanation, (place = this.#texts.add(explanation)));
    }
    doubles[doubleOf(row) + DOUBLES.explanation] = place;
  }

  /** Copies the texts that findings still have, so that logs in the reverse order of time take no more memory than others. */
  #dropLeft(): void {
    const texts = new TextStore();
    const moved = new Map<number, number>();
    for (let row = 0; row < this.#rows; row++) {
      const doubles = this.#chunk(row);
      const double = doubleOf(row);
      doubles[double + DOUBLES.description] = texts.add(this.#texts.read(doubles[double + DOUBLES.description] ?? 0));
      const from = doubles[double + DOUBLES.explanation] ?? 0;
      let to = moved.get(from);
      if (to === undefined) moved.set(from, (to = texts.add(this.#texts.read(from))));
      doubles[double + DOUBLES.explanation] = to;
    }
    this.#texts = texts;
    this.#explanations.clear();
    this.#live = texts.bytes;
  }

  #double(row: number, column: number): number {
    return this.#chunk(row)[doubleOf(row) + column] ?? NaN;
  }

  #rowsOf(row: number): number[] {
    return this.#evidenceRows[row] ?? [];
  }

  #chunk(row: number): Float64Array {
    const chunk = this.#chunks[Math.floor(row / ROWS_A_CHUNK)];
    if (chunk === undefined) throw new RangeError(`no finding row ${row}`);
    return chunk;
  }
}

const doubleOf = (row: number): number => (row % ROWS_A_CHUNK) * DOUBLES.end;

function withoutTime(evidence: TimedEvidence): Evidence {
  const { uri, index, byteOffset, byteLength, within, eventID, eventTime, sha256 } = evidence;
  return { uri, index, byteOffset, byteLength, ...(within !== undefined && { within }), eventID, eventTime, sha256 };
}
