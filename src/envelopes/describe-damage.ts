import { printable } from '../model/safe-text.js';
import { type ByteWindow } from './byte-window.js';

const NAMED: Readonly<Record<number, string>> = {
  0x00: 'a NUL byte',
  0x09: 'a tab',
  0x0a: 'a line end',
  0x0d: 'a carriage return',
  0x20: 'a space',
};

/** Says which byte does not fit, and where, in printable text. */
export function describeByte(window: ByteWindow, at: number): string {
  const byte = window.bytes[at];
  const offset = window.offsetOf(at);
  if (byte === undefined) return `the end of the file at byte ${offset}`;
  return `${NAMED[byte] ?? named(byte)} at byte ${offset}`;
}

function named(byte: number): string {
  const isAscii = byte < 0x80;
  return isAscii ? `"${printable(String.fromCharCode(byte))}"` : `the byte 0x${byte.toString(16)}`;
}
