import { type Piece } from './block.js';
import * as plainText from './fit-plain-text.js';
import { type TextFitter } from './fit-text.js';

/** The cheapest that fits all the texts into `width` columns as any other would. */
export function chooseFitter(texts: readonly Piece[], width: number): TextFitter | Promise<TextFitter> {
  const isPlain = ({ text, tooLong }: Piece): boolean => plainText.isPlain(text, tooLong === 'shorten-start' ? Infinity : width);
  return texts.every(isPlain) ? plainText : import('./fit-text.js');
}
