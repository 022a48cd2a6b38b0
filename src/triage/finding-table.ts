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
/** Places of a row's numbers in its chunk's two columns; `description` and `explanation` are places of texts, `evidence` counts from 1. */
const DOUBLES = { count: 0, first: 1, last: 2, description: 3, explanation: 4, end: 5 } as const;
const WORDS = { evidence: 0, kept: 1, end: 2 } as const;

/** Texts that nobody reads any more may be as many as findings, and so many more. */
const MOST_LEFT = 10_000;

/** How many explanations are known again when they come once more. */
const MOST_EXPLANATIONS = 5_000;

interface Chunk {
  readonly doubles: Float64Array;
  readonly words: Uint32Array;
}

/**
 * Findings that grow with each match, in rows outside the JavaScript heap: a quarter of logs may have some hundred thousand of them. A row
 * takes 48 bytes, each evidence 80, and the texts that describe the smallest match about 200. Further matches take nothing.
 */
export class FindingTable {
  readonly #evidenceLimit: number;
  readonly #evidence = new EvidenceTable();
  readonly #chunks: Chunk[] = [];
  #texts = new TextStore();
  /** Where explanations stand. */
  readonly #explanations = new Map<string, number>();
  #rows = 0;
  /** Descriptions that others took the place of. */
  #left = 0;

  /** @param evidenceLimit how many evidences a finding shows, 0 or more */
  constructor(evidenceLimit: number) {
    this.#evidenceLimit = evidenceLimit;
  }

  /** Gives the row of the new finding. */
  open(match: Match): number {
    if (this.#rows === this.#chunks.length * ROWS_A_CHUNK) this.#chunks.push(createChunk());
    const row = this.#rows++;
    const { doubles, words } = this.#chunk(row);
    const double = doubleOf(row);
    doubles[double + DOUBLES.count] = 1;
    doubles[double + DOUBLES.first] = match.event.time ?? Infinity;
    doubles[double + DOUBLES.last] = match.event.time ?? -Infinity;
    words[wordOf(row) + WORDS.evidence] = this.#evidence.add(match.event) + 1;
    words[wordOf(row) + WORDS.kept] = 1;
    this.#describe(row, match);
    return row;
  }

  add(row: number, match: Match): void {
    const { doubles } = this.#chunk(row);
    const double = doubleOf(row);
    doubles[double + DOUBLES.count] = (doubles[double + DOUBLES.count] ?? 0) + 1;
    const { time } = match.event;
    if (time !== undefined) {
      if (time < (doubles[double + DOUBLES.first] ?? NaN)) doubles[double + DOUBLES.first] = time;
      if (time > (doubles[double + DOUBLES.last] ?? NaN)) doubles[double + DOUBLES.last] = time;
    }
    if (!this.#keepIfSmall(row, match.event)) return;
    this.#describe(row, match);
    this.#left += 1;
    if (this.#left > this.#rows + MOST_LEFT) this.#dropLeft();
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
    const evidence: Evidence[] = [];
    for (let at = this.#chunk(row).words[wordOf(row) + WORDS.evidence] ?? 0; at !== 0; at = this.#evidence.next(at - 1)) {
      evidence.push(withoutTime(this.#evidence.read(at - 1)));
    }
    return evidence.reverse().slice(0, this.#evidenceLimit);
  }

  description(row: number): StoredDescription {
    const [message = '', account = '', region = '', eventSource = '', ...arns] = splitTexts(
      this.#texts.read(this.#double(row, DOUBLES.description)),
    );
    // The engine's own explanation, which `#describe` took over.
    const explanation = JSON.parse(this.#texts.read(this.#double(row, DOUBLES.explanation))) as Explanation;
    return { message, explanation, arns, account, region, eventSource };
  }

  /** Whether the evidence is now the smallest of its finding. They are kept as a list from the largest down, for most matches are later ones. */
  #keepIfSmall(row: number, evidence: TimedEvidence): boolean {
    const { words } = this.#chunk(row);
    const head = wordOf(row) + WORDS.evidence;
    const kept = wordOf(row) + WORDS.kept;
    const table = this.#evidence;
    const largest = words[head] ?? 0;
    // The smallest is kept even when no evidence is shown, because it says which match describes the finding.
    const isFull = (words[kept] ?? 0) >= Math.max(1, this.#evidenceLimit);
    if (isFull && table.compare(largest - 1, evidence) <= 0) return false;
    if (isFull) words[head] = table.next(largest - 1);
    else words[kept] = (words[kept] ?? 0) + 1;
    const added = isFull ? largest - 1 : table.add(evidence);
    if (isFull) table.replace(added, evidence);
    return this.#link(words, head, added, evidence);
  }

  /** Puts a row of the evidence table in its place in the list that begins at `head`; whether it is the last. */
  #link(words: Uint32Array, head: number, added: number, evidence: TimedEvidence): boolean {
    const table = this.#evidence;
    let before = 0;
    let at = words[head] ?? 0;
    while (at !== 0 && table.compare(at - 1, evidence) > 0) {
      before = at;
      at = table.next(at - 1);
    }
    table.setNext(added, at);
    if (before === 0) words[head] = added + 1;
    else table.setNext(before - 1, added + 1);
    return at === 0;
  }

  #describe(row: number, match: Match): void {
    const { message, explanation, arns, account, region } = match.describe();
    const { doubles } = this.#chunk(row);
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
      const { doubles } = this.#chunk(row);
      const double = doubleOf(row);
      doubles[double + DOUBLES.description] = texts.add(this.#texts.read(doubles[double + DOUBLES.description] ?? 0));
      const from = doubles[double + DOUBLES.explanation] ?? 0;
      let to = moved.get(from);
      if (to === undefined) moved.set(from, (to = texts.add(this.#texts.read(from))));
      doubles[double + DOUBLES.explanation] = to;
    }
    this.#texts = texts;
    this.#explanations.clear();
    this.#left = 0;
  }

  #double(row: number, column: number): number {
    return this.#chunk(row).doubles[doubleOf(row) + column] ?? NaN;
  }

  #chunk(row: number): Chunk {
    const chunk = this.#chunks[Math.floor(row / ROWS_A_CHUNK)];
    if (chunk === undefined) throw new RangeError(`no finding row ${row}`);
    return chunk;
  }
}

const doubleOf = (row: number): number => (row % ROWS_A_CHUNK) * DOUBLES.end;
const wordOf = (row: number): number => (row % ROWS_A_CHUNK) * WORDS.end;

function createChunk(): Chunk {
  return { doubles: new Float64Array(ROWS_A_CHUNK * DOUBLES.end), words: new Uint32Array(ROWS_A_CHUNK * WORDS.end) };
}

function withoutTime(evidence: TimedEvidence): Evidence {
  const { uri, index, byteOffset, byteLength, within, eventID, eventTime, sha256 } = evidence;
  return { uri, index, byteOffset, byteLength, ...(within !== undefined && { within }), eventID, eventTime, sha256 };
}
