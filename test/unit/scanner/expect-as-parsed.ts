import { isUtf8 } from 'node:buffer';

import { expect } from '@jest/globals';

import { JsonWalker } from '../../../src/envelopes/json-walker.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/model/json.js';
import { parseTime } from '../../../src/model/time.js';
import { type BlockScanner, VALUE } from '../../../src/scanner/block-scanner.js';

const MOST_RECORDS = 1024;
const LONGEST_TEXT = 128;
const TIME_BYTES = 20;
const MOST_MEMBERS = 63;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a scan should find. */
interface Row {
  readonly spans: readonly Span[];
  readonly stoppedAt: number;
  readonly goesOn: boolean;
}

/** Scans a block and expects of every record what `JSON.parse` makes of it; gives how many there were. */
export function expectAsParsed(scanner: BlockScanner, paths: readonly (readonly string[])[], bytes: Buffer, isLines: boolean): number {
  const count = scanner.scan(bytes, 0, bytes.length, isLines);
  const spans = Array.from({ length: count }, (_, record) => ({ start: scanner.startOf(record), end: scanner.endOf(record) }));
  const found: Row = { spans, stoppedAt: scanner.stoppedAt, goesOn: scanner.goesOn };
  expect(found).toEqual(rowOf(bytes, isLines));
  for (const [record, { start, end }] of spans.entries()) expectRecord(scanner, paths, record, bytes.subarray(start, end));
  return count;
}

/** The walker of the envelopes finds ends in a way of its own, and is held equal to `JSON.parse` by its own tests. */
function rowOf(bytes: Buffer, isLines: boolean): Row {
  const walker = new JsonWalker();
  const spans: Span[] = [];
  let stoppedAt = 0;
  while (spans.length < MOST_RECORDS) {
    const start = skipSpace(bytes, stoppedAt);
    if (bytes[start] !== 0x7b) return { spans, stoppedAt, goesOn: start === bytes.length };
    const status = walker.start(bytes, start, bytes.length);
    if (status !== 'done') return { spans, stoppedAt, goesOn: status === 'more' };
    const end = walker.at;
    const next = skipSpace(bytes, end);
    if (!isLines && bytes[next] !== 0x2c) return { spans, stoppedAt, goesOn: next === bytes.length };
    spans.push({ start, end });
    stoppedAt = isLines ? end : next + 1;
  }
  return { spans, stoppedAt, goesOn: true };
}

function skipSpace(bytes: Buffer, from: number): number {
  let at = from;
  while ([0x20, 0x09, 0x0a, 0x0d].includes(bytes[at] ?? 0)) at++;
  return at;
}

function expectRecord(scanner: BlockScanner, paths: readonly (readonly string[])[], record: number, bytes: Buffer): void {
  // Invalid UTF-8 is JSON to neither, but the scanner leaves it to others to see.
  const isText = isUtf8(bytes);
  const text = bytes.toString(isText ? 'utf8' : 'latin1');
  const value = parseObject(text);
  const hasEscape = text.includes('\\');
  const isOdd = scanner.isOdd(record);
  if (isOdd) expect(hasEscape || text.split(':').length > MOST_MEMBERS).toBe(true);
  if (!isText || isOdd) return;
  expectParts(scanner, record, value);
  expectTime(scanner.timeOf(record), value, hasEscape);
  for (const [slot, path] of paths.entries()) {
    const found = foundAt(scanner, scanner.slotsOf(record) + slot);
    const expected = lookUp(value, path);
    // expect takes long, and there are millions of these.
    if (!isRight(found, expected, hasEscape)) expect({ text, path, found }).toEqual({ text, path, found: expected });
  }
}

/** Keys that parts are asked for; the scanner must know them. */
export const MEMBERS = ['eventName', '__proto__', 'userIdentity', 'eventTime', 'k'.repeat(64), 'constructor', 'never', ''] as const;
const MEMBER_SETS: readonly (readonly string[])[] = [[], ['userIdentity'], ['eventName', 'constructor', 'never'], MEMBERS];

/** A part must have what the whole record has, and nothing else. */
function expectParts(scanner: BlockScanner, record: number, value: JsonObject): void {
  for (const keys of MEMBER_SETS) {
    const mask = scanner.maskOf(keys);
    if (mask === undefined) throw new Error('the scanner was not told of the keys');
    const part = JSON.stringify(JSON.parse(scanner.partOf(record, mask)));
    const expected = JSON.stringify(partOf(value, keys));
    if (part !== expected) expect(part).toBe(expected);
  }
}

function partOf(value: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries<JsonValue | undefined>(Object.entries(value).filter(([key]) => keys.includes(key)));
}

function isRight(found: string | number, expected: string | number, hasEscape: boolean): boolean {
  return found === expected || (hasEscape && typeof expected === 'string' && found === VALUE.unknown);
}

function parseObject(text: string): JsonObject {
  const value = JSON.parse(text) as JsonValue;
  if (!isJsonObject(value)) throw new Error(`no object: ${text}`);
  return value;
}

/** A slot, with the text itself for its number. */
function foundAt(scanner: BlockScanner, slot: number): string | number {
  const number = scanner.words[slot] ?? -1;
  return number >= VALUE.firstText ? scanner.text(number) : number;
}

/** What a path leads to, as slots say it, with the text itself for its number. */
function lookUp(record: JsonObject, path: readonly string[]): string | number {
  let value: JsonValue | undefined = record;
  for (const key of path) {
    if (Array.isArray(value)) return VALUE.unknown;
    value = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : null;
  }
  if (value === undefined || value === null) return VALUE.absent;
  return typeof value === 'string' && Buffer.byteLength(value) <= LONGEST_TEXT ? value : VALUE.unknown;
}

function expectTime(time: number | undefined, value: JsonObject, hasEscape: boolean): void {
  const own = Object.hasOwn(value, 'eventTime') ? value['eventTime'] : undefined;
  const expected = typeof own === 'string' && Buffer.byteLength(own) === TIME_BYTES ? parseTime(own) : undefined;
  if (!hasEscape || time !== undefined) expect(time).toBe(expected);
}
