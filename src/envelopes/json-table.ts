/**
 * The grammar of JSON (RFC 8259) as a table of bytes: `JSON_TABLE[state * 256 + byte]` is the next state, an action, or 0 where the byte
 * does not fit. It accepts what `JSON.parse` accepts; UTF-8 inside strings is checked elsewhere.
 */
export const STATE = {
  broken: 0,
  value: 1,
  firstElement: 2,
  firstKey: 3,
  key: 4,
  colon: 5,
  after: 6,
  string: 7,
  escape: 8,
  hex1: 9,
  hex2: 10,
  hex3: 11,
  hex4: 12,
  keyString: 13,
  keyEscape: 14,
  keyHex1: 15,
  keyHex2: 16,
  keyHex3: 17,
  keyHex4: 18,
  minus: 19,
  zero: 20,
  integer: 21,
  point: 22,
  fraction: 23,
  exponent: 24,
  exponentSign: 25,
  exponentDigits: 26,
  t: 27,
  tr: 28,
  tru: 29,
  f: 30,
  fa: 31,
  fal: 32,
  fals: 33,
  n: 34,
  nu: 35,
  nul: 36,
} as const;

/** Entries at or above `openObject` are actions: they look at the stack of open brackets. */
export const ACTION = {
  openObject: 64,
  openArray: 65,
  closeObject: 66,
  closeArray: 67,
  comma: 68,
  /** The byte is the value's last. */
  endValue: 69,
  /** The byte stands behind a number, which ends only there. */
  endNumber: 70,
} as const;

const STATES = 37;
const DIGITS = '0123456789';
const SPACE = ' \t\n\r';

function buildTable(): Uint8Array {
  const table = new Uint8Array(STATES * 256);
  const on = (state: number, bytes: string, next: number): void => {
    for (const byte of bytes) table[state * 256 + byte.charCodeAt(0)] = next;
  };
  addStructure(on);
  addStrings(table, on);
  addNumbers(table, on);
  addLiteral(on, 'true', [STATE.t, STATE.tr, STATE.tru]);
  addLiteral(on, 'false', [STATE.f, STATE.fa, STATE.fal, STATE.fals]);
  addLiteral(on, 'null', [STATE.n, STATE.nu, STATE.nul]);
  return table;
}

type Rule = (state: number, bytes: string, next: number) => void;

function addStructure(on: Rule): void {
  for (const state of [STATE.value, STATE.firstElement]) {
    on(state, SPACE, state);
    on(state, '{', ACTION.openObject);
    on(state, '[', ACTION.openArray);
    on(state, '"', STATE.string);
    on(state, '-', STATE.minus);
    on(state, '0', STATE.zero);
    on(state, '123456789', STATE.integer);
    on(state, 't', STATE.t);
    on(state, 'f', STATE.f);
    on(state, 'n', STATE.n);
  }
  on(STATE.firstElement, ']', ACTION.closeArray);
  for (const state of [STATE.firstKey, STATE.key]) {
    on(state, SPACE, state);
    on(state, '"', STATE.keyString);
  }
  on(STATE.firstKey, '}', ACTION.closeObject);
  on(STATE.colon, SPACE, STATE.colon);
  on(STATE.colon, ':', STATE.value);
  on(STATE.after, SPACE, STATE.after);
  on(STATE.after, ',', ACTION.comma);
  on(STATE.after, '}', ACTION.closeObject);
  on(STATE.after, ']', ACTION.closeArray);
}

function addStrings(table: Uint8Array, on: Rule): void {
  const kinds = [
    { text: STATE.string, escape: STATE.escape, hex: [STATE.hex1, STATE.hex2, STATE.hex3, STATE.hex4], end: ACTION.endValue },
    { text: STATE.keyString, escape: STATE.keyEscape, hex: [STATE.keyHex1, STATE.keyHex2, STATE.keyHex3, STATE.keyHex4], end: STATE.colon },
  ];
  for (const { text, escape, hex, end } of kinds) {
    table.fill(text, text * 256 + 0x20, text * 256 + 0x100);
    on(text, '"', end);
    on(text, '\\', escape);
    on(escape, '"\\/bfnrt', text);
    on(escape, 'u', hex[0] ?? STATE.broken);
    hex.forEach((state, i) => {
      on(state, `${DIGITS}abcdefABCDEF`, hex[i + 1] ?? text);
    });
  }
}

function addNumbers(table: Uint8Array, on: Rule): void {
  for (const state of [STATE.zero, STATE.integer, STATE.fraction, STATE.exponentDigits]) {
    table.fill(ACTION.endNumber, state * 256, state * 256 + 256);
  }
  for (const state of [STATE.zero, STATE.integer]) on(state, '.', STATE.point);
  for (const state of [STATE.zero, STATE.integer, STATE.fraction]) on(state, 'eE', STATE.exponent);
  on(STATE.minus, '0', STATE.zero);
  on(STATE.minus, '123456789', STATE.integer);
  on(STATE.integer, DIGITS, STATE.integer);
  for (const state of [STATE.point, STATE.fraction]) on(state, DIGITS, STATE.fraction);
  on(STATE.exponent, '+-', STATE.exponentSign);
  for (const state of [STATE.exponent, STATE.exponentSign, STATE.exponentDigits]) on(state, DIGITS, STATE.exponentDigits);
}

function addLiteral(on: Rule, word: string, states: readonly number[]): void {
  states.forEach((state, i) => {
    on(state, word.charAt(i + 1), states[i + 1] ?? ACTION.endValue);
  });
}

export const JSON_TABLE: Uint8Array = buildTable();
