import fc, { type Arbitrary } from 'fast-check';

import { type JsonValue } from '../../src/model/json.js';

/**
 * Choices that a generator makes, one after the other, and the first of each kind when they run out. A hundred thousand texts are made of
 * them in seconds, and a failing one still shrinks: to fewer and smaller choices.
 */
export class Choices {
  private at = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get isEmpty(): boolean {
    return this.at >= this.bytes.length;
  }

  /** Below `count`, which is at most 256. */
  below(count: number): number {
    return (this.bytes[this.at++] ?? 0) % count;
  }

  /** One time in so many. */
  rarely(times: number): boolean {
    return this.below(times) === times - 1;
  }

  of<T>(first: T, ...others: readonly T[]): T {
    return others[this.below(others.length + 1) - 1] ?? first;
  }
}

/** Choices for a text of about half as many characters or more. */
export function choices(least: number): Arbitrary<Choices> {
  return fc.uint8Array({ minLength: least, maxLength: least * 2, size: 'max' }).map((bytes) => new Choices(bytes));
}

/** White space as JSON has it, most often none. */
export function oddSpace(pick: Choices): string {
  return pick.rarely(8) ? pick.of(' ', '\n', '\r\n', '\t', '  \n\t ') : '';
}

/** A string literal, one time in so many with some of its characters escaped in one of the ways that JSON has. */
export function oddString(text: string, pick: Choices, times = 6): string {
  if (!pick.rarely(times)) return JSON.stringify(text);
  const each = [
    ...JSON.stringify(text)
      .slice(1, -1)
      .matchAll(/\\u....|\\.|[^]/g),
  ].map(([unit]) => unit);
  return `"${each.map((unit) => (unit.length === 1 && pick.rarely(3) ? escaped(unit, pick) : unit)).join('')}"`;
}

function escaped(unit: string, pick: Choices): string {
  const code = unit.charCodeAt(0).toString(16).padStart(4, '0');
  return unit === '/' ? '\\/' : `\\u${pick.of(code, code.toUpperCase())}`;
}

/** Records have many keys, and one that is odd leaves the whole record to the parser. */
const ODD_KEYS = 50;

/** A value in JSON as no writer would write it: odd white space, escapes, members in any order and some of them twice. */
export function writeOddly(value: JsonValue, pick: Choices): string {
  const space = (): string => oddSpace(pick);
  if (typeof value === 'string') return oddString(value, pick);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${space()}${value.map((each: JsonValue) => writeOddly(each, pick) + space()).join(`,${space()}`)}]`;
  const members = Object.entries(value).flatMap(([key, member]) => {
    const written = `${oddString(key, pick, ODD_KEYS)}${space()}:${space()}${writeOddly(member ?? null, pick)}${space()}`;
    // Of two members with one key, the later one counts.
    return pick.rarely(12) ? [`${JSON.stringify(key)}:${decoy(key, pick)}`, written] : [written];
  });
  return `{${space()}${members.join(`,${space()}`)}}`;
}

function decoy(key: string, pick: Choices): string {
  return pick.of('null', '"a"', '{}', '[]', '1', `{${JSON.stringify(key)}:"a","type":"Root"}`, '[{"type":"Root"}]', '{"type":{"type":[]}}');
}
