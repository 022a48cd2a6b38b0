import { printable } from '../../model/safe-text.js';

/** `[text](1)` is a link in a plain-text message and `{0}` a placeholder (SARIF 2.1.0, sections 3.11.5 and 3.11.6). */
const SPECIAL = /[[\]\\]/g;

/** Log text as a SARIF message that means nothing but itself. */
export function messageText(text: string): string {
  return printable(text).replace(SPECIAL, '\\$&').replace(/[{}]/g, '$&$&');
}

/** At most `length` characters, with an ellipsis where something was cut; never half of a surrogate pair. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
