import { type EventRule } from '../../ir/rule-set.js';
import { joinTexts, splitTexts } from '../../triage/text-list.js';
import { type MatchDescription, type MatchedEvent } from '../../triage/match.js';
import { type RecordHit, type RecordHits, type TakeHits } from './record-hits.js';

/**
 * Hits of one file as they cross from a worker. Few texts and numbers in a row, because objects would take several times as long to be copied.
 */
export interface PackedHits {
  /** Of each record `RECORD` numbers, and behind them of each of its hits `HIT`. */
  readonly numbers: Float64Array;
  readonly texts: readonly string[];
}

/** Places of a record's numbers; those that end in Text are places of texts. `own` is the text of hash, time and eventID in a row. */
const RECORD = {
  index: 0,
  byteOffset: 1,
  byteLength: 2,
  time: 3,
  ownText: 4,
  eventTimeLength: 5,
  nameText: 6,
  sourceText: 7,
  withinText: 8,
  hits: 9,
  end: 10,
} as const;

const HIT = { rule: 0, excepted: 1, groupText: 2, descriptionText: 3, explanationText: 4, end: 5 } as const;

/** In place of a text that there is not. */
const NO_TEXT = -1;
const SHA256_CHARACTERS = 64;

/** Packs the hits of one file after the other. */
export class HitPacker {
  private readonly ruleNumbers: ReadonlyMap<EventRule, number>;
  private numbers: number[] = [];
  private texts: string[] = [];
  /** Texts that many records have, each once. */
  private shared = new Map<string, number>();

  constructor(rules: readonly EventRule[]) {
    this.ruleNumbers = new Map(rules.map((rule, number) => [rule, number]));
  }

  add({ event, hits }: RecordHits): void {
    const { index, byteOffset, byteLength, time, within, eventID, eventTime, sha256, eventName, eventSource } = event;
    const own = this.texts.push(sha256 + eventTime + eventID) - 1;
    const withinText = within === undefined ? NO_TEXT : this.texts.push(within) - 1;
    this.numbers.push(index, byteOffset, byteLength, time ?? NaN, own, eventTime.length);
    this.numbers.push(this.share(eventName), this.share(eventSource), withinText, hits.length);
    for (const hit of hits) this.addHit(hit);
  }

  /** Gives what was packed since the last call. */
  take(): PackedHits {
    const packed = { numbers: Float64Array.from(this.numbers), texts: this.texts };
    this.numbers = [];
    this.texts = [];
    this.shared = new Map();
    return packed;
  }

  private addHit({ rule, excepted, groupKey, describe }: RecordHit): void {
    const { message, account, region, arns, explanation } = describe();
    this.numbers.push(this.ruleNumbers.get(rule) ?? -1, excepted ? 1 : 0);
    this.numbers.push(this.texts.push(groupKey) - 1, this.texts.push(joinTexts([message, account, region, ...arns])) - 1);
    this.numbers.push(this.share(explanation));
  }

  private share(text: string): number {
    let place = this.shared.get(text);
    if (place === undefined) this.shared.set(text, (place = this.texts.push(text) - 1));
    return place;
  }
}

/** Where a part of a file begins. */
export interface PartStart {
  /** Of its first record. */
  readonly index: number;
  readonly byteOffset: number;
}

/** Gives the hits of a file back in the order in which they were packed. */
export class HitUnpacker {
  private readonly uri: string;
  private readonly packed: PackedHits;
  private readonly rules: readonly EventRule[];
  private readonly start: PartStart;
  private at = 0;

  /**
   * @param rules those of the packer, in the same order
   * @param start where what was packed begins in the file
   */
  constructor(uri: string, packed: PackedHits, rules: readonly EventRule[], start: PartStart = { index: 0, byteOffset: 0 }) {
    this.uri = uri;
    this.packed = packed;
    this.rules = rules;
    this.start = start;
  }

  /** Undefined behind the last record. */
  next(): RecordHits | undefined {
    if (this.at >= this.packed.numbers.length) return undefined;
    const event = this.event();
    const count = this.number(RECORD.hits);
    this.at += RECORD.end;
    const hits: RecordHit[] = [];
    for (; hits.length < count; this.at += HIT.end) hits.push(this.hit());
    return { event, hits };
  }

  private event(): MatchedEvent {
    const own = this.text(RECORD.ownText);
    const timeEnd = SHA256_CHARACTERS + this.number(RECORD.eventTimeLength);
    const time = this.number(RECORD.time);
    return {
      uri: this.uri,
      index: this.start.index + this.number(RECORD.index),
      byteOffset: this.start.byteOffset + this.number(RECORD.byteOffset),
      byteLength: this.number(RECORD.byteLength),
      ...(this.number(RECORD.withinText) !== NO_TEXT && { within: this.text(RECORD.withinText) }),
      time: Number.isNaN(time) ? undefined : time,
      sha256: own.slice(0, SHA256_CHARACTERS),
      eventTime: own.slice(SHA256_CHARACTERS, timeEnd),
      eventID: own.slice(timeEnd),
      eventName: this.text(RECORD.nameText),
      eventSource: this.text(RECORD.sourceText),
    };
  }

  private hit(): RecordHit {
    const number = this.number(HIT.rule);
    const rule = this.rules[number];
    if (rule === undefined) throw new Error(`a worker named rule ${number}, which there is not`);
    const description = this.text(HIT.descriptionText);
    const explanation = this.text(HIT.explanationText);
    return {
      rule,
      excepted: this.number(HIT.excepted) === 1,
      groupKey: this.text(HIT.groupText),
      describe: () => unpackDescription(description, explanation),
    };
  }

  private number(offset: number): number {
    return this.packed.numbers[this.at + offset] ?? NaN;
  }

  private text(offset: number): string {
    return this.packed.texts[this.number(offset)] ?? '';
  }
}

/** Hands on all that was packed. */
export async function takePacked(unpacker: HitUnpacker, takeHits: TakeHits): Promise<void> {
  for (let record = unpacker.next(); record !== undefined; record = unpacker.next()) {
    const taken = takeHits(record);
    // Waiting costs more than all that came before, and most scans write no rows.
    if (taken !== undefined) await taken;
  }
}

function unpackDescription(description: string, explanation: string): MatchDescription {
  const [message = '', account = '', region = '', ...arns] = splitTexts(description);
  return { message, account, region, arns, explanation };
}
