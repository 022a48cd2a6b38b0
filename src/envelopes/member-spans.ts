import { BYTE, skipSpace } from './bytes.js';
import { JsonWalker } from './json-walker.js';

/** A range of bytes: a token of JSON with its quotes or brackets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where the value of `key` stands in the object at `start`, which is known to be valid; of several the last, as `JSON.parse` takes it. */
export function memberSpan(bytes: Buffer, start: number, key: string): Span | undefined {
  const walker = new JsonWalker();
  let found: Span | undefined;
  let at = skipSpace(bytes, start + 1);
  while (bytes[at] === BYTE.quote) {
    walker.start(bytes, at, bytes.length);
    const isKey = JSON.parse(bytes.toString('utf8', at, walker.at)) === key;
    const value = valueSpan(walker, bytes, skipSpace(bytes, walker.at) + 1);
    if (isKey) found = value;
    at = behindComma(bytes, value.end);
  }
  return found;
}

/** Where the elements of the array at `start` stand, which is known to be valid. */
export function elementSpans(bytes: Buffer, start: number): readonly Span[] {
  const walker = new JsonWalker();
  const spans: Span[] = [];
  let at = skipSpace(bytes, start + 1);
  while (at < bytes.length && bytes[at] !== BYTE.closeArray) {
    const element = valueSpan(walker, bytes, at);
    spans.push(element);
    at = behindComma(bytes, element.end);
  }
  return spans;
}

function valueSpan(walker: JsonWalker, bytes: Buffer, from: number): Span {
  const start = skipSpace(bytes, from);
  walker.start(bytes, start, bytes.length);
  return { start, end: walker.at };
}

function behindComma(bytes: Buffer, from: number): number {
  const at = skipSpace(bytes, from);
  return bytes[at] === BYTE.comma ? skipSpace(bytes, at + 1) : at;
}
