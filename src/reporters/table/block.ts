import { type Paint } from './view.js';

/** A text and its colour; the text has passed `printable`, so that it is one line and acts on no terminal. */
export interface Span {
  readonly text: string;
  readonly paint?: Paint;
}

/** A text that goes on over several lines when it is too long, or loses its start: the name of a file tells more than its folders. */
export interface Piece extends Span {
  readonly tooLong?: 'wrap' | 'shorten-start';
}

/** Pieces, each on lines of its own, behind an indent. */
export interface TextBlock {
  readonly kind: 'text';
  /** Columns left free. */
  readonly indent?: number;
  /** Beside the first line; `width` in columns, its gap included, which the lines below it leave free too. */
  readonly label?: Span & { readonly width: number };
  readonly pieces: readonly Piece[];
  /** Between the pieces if they fit on one line. */
  readonly joint?: Span;
}

/** Cells under each other; the last column takes the room that is left and wraps. */
export interface ColumnsBlock {
  readonly kind: 'columns';
  readonly indent: number;
  readonly alignments: readonly ('left' | 'right')[];
  readonly rows: readonly (readonly Span[])[];
}

/** What a section says, before anybody knows where its lines end. */
export type Block = TextBlock | ColumnsBlock;

export const BLANK: Block = { kind: 'text', pieces: [{ text: '' }] };

/** A paragraph. */
export function paragraph(text: string, paint?: Paint, indent = 0): Block {
  return { kind: 'text', indent, pieces: [paint === undefined ? { text } : { text, paint }] };
}
